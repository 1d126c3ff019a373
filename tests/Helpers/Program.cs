using Secrets.Tests.Helpers;

// What tests start as a process of its own, to kill it or to count what it does.
switch (args)
{
    case ["store-writer", string path]:
        await StoreWriter.WriteForeverAsync(path);
        return 0;
    case ["store-writer", string path, string count, "one-by-one"]:
        await StoreWriter.WriteOneByOneAsync(path, int.Parse(count));
        return 0;
    case ["store-writer", string path, string count, "at-once"]:
        await StoreWriter.WriteAtOnceAsync(path, int.Parse(count));
        return 0;
    default:
        return 2;
}
