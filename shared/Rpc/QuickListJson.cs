using System.Text.Json;
using Secrets.Shared.Contract;

namespace Secrets.Shared.Rpc;

/// <summary>The messages of <c>list</c> by hand, for the reason of <see cref="QuickJson"/>: the serializer's first use took 700 us of the command.</summary>
internal static class QuickListJson
{
    public static void Write(SecretBufferWriter output, ListRequest request)
    {
        JsonFields fields = new(output);
        fields.Write("scope"u8, request.Scope);
        fields.End();
    }

    public static ListReply Read(ReadOnlySpan<byte> json)
    {
        List<SecretEntry>? secrets = null;
        Utf8JsonReader reader = QuickJson.Open(json);
        while (QuickJson.NextField(ref reader))
        {
            if (reader.ValueTextEquals("secrets"u8))
                ReadEntries(ref reader, secrets ??= []);
            else
                reader.Skip();
        }
        return new ListReply(secrets ?? throw new JsonException("the reply has no secrets"));
    }

    private static void ReadEntries(ref Utf8JsonReader reader, List<SecretEntry> secrets)
    {
        reader.Read();
        QuickJson.Expect(ref reader, JsonTokenType.StartArray);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            secrets.Add(ReadEntry(ref reader));
    }

    private static SecretEntry ReadEntry(ref Utf8JsonReader reader)
    {
        QuickJson.Expect(ref reader, JsonTokenType.StartObject);
        string? name = null, status = null, digest = null, description = null, usedBy = null;
        int? version = null;
        DateTimeOffset? created = null, updated = null, expires = null, used = null;
        IReadOnlyList<string>? tags = null, references = null;
        bool writeOnly = false;
        while (QuickJson.NextField(ref reader))
        {
            if (reader.ValueTextEquals("name"u8))
                name = QuickJson.ReadText(ref reader);
            else if (reader.ValueTextEquals("version"u8))
                version = ReadNumber(ref reader);
            else if (reader.ValueTextEquals("status"u8))
                status = QuickJson.ReadText(ref reader);
            else if (reader.ValueTextEquals("createdAt"u8))
                created = ReadTime(ref reader);
            else if (reader.ValueTextEquals("updatedAt"u8))
                updated = ReadTime(ref reader);
            else if (reader.ValueTextEquals("digest"u8))
                digest = QuickJson.ReadText(ref reader);
            else if (reader.ValueTextEquals("description"u8))
                description = QuickJson.ReadText(ref reader);
            else if (reader.ValueTextEquals("tags"u8))
                tags = QuickJson.ReadTexts(ref reader);
            else if (reader.ValueTextEquals("writeOnly"u8))
                writeOnly = reader.Read() && reader.TokenType == JsonTokenType.True;
            else if (reader.ValueTextEquals("expiresAt"u8))
                expires = ReadTime(ref reader);
            else if (reader.ValueTextEquals("lastUsedAt"u8))
                used = ReadTime(ref reader);
            else if (reader.ValueTextEquals("lastUsedBy"u8))
                usedBy = QuickJson.ReadText(ref reader);
            else if (reader.ValueTextEquals("references"u8))
                references = QuickJson.ReadTexts(ref reader);
            else
                reader.Skip();
        }
        return name is not null && version is { } number && status is not null && created is { } createdAt && updated is { } updatedAt
            ? new SecretEntry(name, number, status, createdAt, updatedAt, digest, description, tags, writeOnly, expires, used, usedBy, references)
            : throw new JsonException("a secret lacks a field");
    }

    private static int ReadNumber(ref Utf8JsonReader reader)
    {
        reader.Read();
        QuickJson.Expect(ref reader, JsonTokenType.Number);
        return reader.TryGetInt32(out int number) ? number : throw new JsonException("a number is too large");
    }

    private static DateTimeOffset? ReadTime(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.Null)
            return null;
        QuickJson.Expect(ref reader, JsonTokenType.String);
        return reader.TryGetDateTimeOffset(out DateTimeOffset time) ? time : throw new JsonException("a time is malformed");
    }
}
