using Secrets.Daemon.Runs.Configs.Nodes;
using Secrets.Shared.Contract;

namespace Secrets.Daemon.Runs.Configs.Dstack;

/// <summary>
/// dstack's <c>registry_auth</c>. It is interpolated twice, as dstack does it: with the variables of <c>env</c> first, where references
/// to secrets stay as they are, and with the secrets then.
/// </summary>
internal static class DstackRegistry
{
    public static ConfiguredRegistry Read(ConfigNode node, string? image, List<DstackVariable> env, ConfigSource source)
    {
        MapNode map = source.Map("'registry_auth'", node);
        foreach (MapEntry entry in map.Entries)
        {
            if (entry.Key is not ("username" or "password"))
                throw source.Error(entry.At, $"'registry_auth' has no '{Names.Printable(entry.Key)}'", "it has username and password");
        }
        return new ConfiguredRegistry(ContainerImage.Registry(image), Field("username"), Field("password"), node.At);

        ValueTemplate Field(string key)
        {
            string text = source.Text(map, key) ?? throw source.Error(map.At, $"'registry_auth' needs a '{key}'");
            Position at = map[key]!.At;
            string withVariables = string.Concat(DstackInterpolator.Split(text, Variable, at, source).Select(part => part.Text));
            return new ValueTemplate(DstackInterpolator.Split(withVariables, (space, name, _) => DstackEnvironment.Secret(space, name, at, source), at, source));

            TemplatePart Variable(string space, string name, string written) => space switch
            {
                "secrets" => new TemplatePart(written, false, at),
                "env" => new TemplatePart(Value(name, at), false, at),
                _ => throw source.Error(at, $"'{space}.{name}' is not known here", "${{ secrets.name }} and ${{ env.NAME }} are"),
            };
        }

        string Value(string name, Position at)
        {
            DstackVariable variable = env.Find(variable => variable.Name == name) ?? throw source.Error(at, $"'env' sets no {name}");
            return variable.Text ?? throw source.Error(at, $"{name} is the caller's, and the caller's environment stays with the caller", "store it as a secret");
        }
    }
}
