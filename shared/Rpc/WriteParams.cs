using Secrets.Shared.Contract;

namespace Secrets.Shared.Rpc;

/// <summary>Appends the parameters of a request as a JSON object.</summary>
public delegate void WriteParams(SecretBufferWriter output);
