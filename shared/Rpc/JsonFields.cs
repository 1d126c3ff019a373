using Secrets.Shared.Contract;

namespace Secrets.Shared.Rpc;

/// <summary>Writes one JSON object by hand, field after field; null fields are omitted.</summary>
internal ref struct JsonFields
{
    private readonly SecretBufferWriter _output;
    private bool _any;

    public JsonFields(SecretBufferWriter output)
    {
        _output = output;
        _output.Write("{"u8);
    }

    public readonly void End() => _output.Write("}"u8);

    public void Write(ReadOnlySpan<byte> name, string? text)
    {
        if (text is null)
            return;
        Name(name);
        JsonText.Write(_output, text);
    }

    public void Write(ReadOnlySpan<byte> name, bool value)
    {
        Name(name);
        _output.Write(value ? "true"u8 : "false"u8);
    }

    public void Write(ReadOnlySpan<byte> name, IReadOnlyList<string>? texts)
    {
        if (texts is null)
            return;
        Name(name);
        for (int i = 0; i < texts.Count; i++)
        {
            _output.Write(i == 0 ? "["u8 : ","u8);
            JsonText.Write(_output, texts[i]);
        }
        _output.Write(texts.Count == 0 ? "[]"u8 : "]"u8);
    }

    public void Write(ReadOnlySpan<byte> name, IReadOnlyDictionary<string, string>? texts)
    {
        if (texts is null)
            return;
        Name(name);
        bool first = true;
        _output.Write("{"u8);
        foreach ((string key, string text) in texts)
        {
            if (!first)
                _output.Write(","u8);
            first = false;
            JsonText.Write(_output, key);
            _output.Write(":"u8);
            JsonText.Write(_output, text);
        }
        _output.Write("}"u8);
    }

    public void Write(ReadOnlySpan<byte> name, SecretScope? scope)
    {
        if (scope is null)
            return;
        Name(name);
        JsonFields fields = new(_output);
        fields.Write("project"u8, scope.Project);
        fields.Write("environment"u8, scope.Environment);
        fields.End();
    }

    private void Name(ReadOnlySpan<byte> name)
    {
        _output.Write(_any ? ",\""u8 : "\""u8);
        _any = true;
        _output.Write(name);
        _output.Write("\":"u8);
    }
}
