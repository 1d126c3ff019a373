using Secrets.Shared.Contract;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Secrets.Daemon.Runs.Configs;

/// <summary>Reads a text that is one flat YAML mapping of scalars, by events: nothing nested is built, no alias is followed.</summary>
internal static class YamlPairs
{
    private const string BinaryTag = "tag:yaml.org,2002:binary";

    /// <summary>Reads every pair.</summary>
    /// <exception cref="SecretsException">Invalid: names the line, never its text.</exception>
    public static IReadOnlyList<YamlPair> Read(string text)
    {
        try
        {
            return Read(new Parser(new StringReader(text)));
        }
        catch (YamlException exception)
        {
            // Its own message may quote the text.
            throw Fault(exception.Start, "not YAML");
        }
    }

    private static List<YamlPair> Read(Parser parser)
    {
        List<YamlPair> pairs = [];
        parser.Consume<StreamStart>();
        if (parser.TryConsume<StreamEnd>(out _))
            return pairs;
        parser.Consume<DocumentStart>();
        if (parser.Accept<Scalar>(out Scalar? empty) && empty.Value.Length == 0)
            return pairs;
        if (!parser.TryConsume<MappingStart>(out _))
            throw Fault(parser.Current!.Start, "expected a mapping of names and values");
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            if (!parser.TryConsume<Scalar>(out Scalar? name))
                throw Fault(parser.Current!.Start, "expected a name");
            if (!parser.TryConsume<Scalar>(out Scalar? value))
                throw Fault(parser.Current!.Start, $"the value of {Names.Printable(name.Value)} is not a scalar");
            if (value.Style == ScalarStyle.Plain && value.Tag.IsEmpty && value.Value is "" or "~" or "null" or "Null" or "NULL")
                throw Fault(value.Start, $"the value of {Names.Printable(name.Value)} is null; write \"\" for an empty one");
            pairs.Add(new YamlPair(name.Value, value.Value, !value.Tag.IsEmpty && value.Tag.Value == BinaryTag, (int)name.Start.Line));
        }
        parser.Consume<DocumentEnd>();
        if (!parser.TryConsume<StreamEnd>(out _))
            throw Fault(parser.Current!.Start, "a second document; only one is read");
        return pairs;
    }

    private static SecretsException Fault(Mark at, string message) => new(ErrorCode.Invalid, $"line {at.Line}: {message}");
}
