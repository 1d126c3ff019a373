using System.Reflection;
using Secrets.Shared.Contract;
using Xunit;

namespace Secrets.Tests.Shared;

public sealed class ContractTests
{
    /// <summary>Nulls are not sent, so what may be null must be allowed to be absent; else the other side takes the whole message for broken.</summary>
    [Fact]
    public void Whatever_may_be_null_may_be_absent()
    {
        NullabilityInfoContext nullability = new();
        IEnumerable<string> required =
            from type in typeof(SecretEntry).Assembly.GetTypes()
            where type.Namespace == typeof(SecretEntry).Namespace && type.GetMethod("<Clone>$") is not null
            from parameter in type.GetConstructors().SelectMany(constructor => constructor.GetParameters())
            where nullability.Create(parameter).ReadState == NullabilityState.Nullable && !parameter.HasDefaultValue
            select $"{type.Name}.{parameter.Name}";
        Assert.Empty(required);
    }
}
