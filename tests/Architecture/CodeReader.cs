using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace Secrets.Tests.Architecture;

/// <summary>
/// Reads from a built assembly what each type refers to: bases, interfaces, signatures, attributes, every token in the code, and
/// native libraries. Not by reflection: that would not see the bodies of methods.
/// </summary>
internal sealed class CodeReader
{
    private readonly MetadataReader _metadata;
    private readonly PEReader _image;
    private readonly HashSet<CodeReference> _found = [];
    private readonly ReferencedTypes _types;
    private TypeDefinition _current;

    private CodeReader(PEReader image)
    {
        _image = image;
        _metadata = image.GetMetadataReader();
        _types = new ReferencedTypes(Add);
    }

    public static IReadOnlySet<CodeReference> Read(string assemblyPath)
    {
        using FileStream file = File.OpenRead(assemblyPath);
        using PEReader image = new(file);
        CodeReader reader = new(image);
        foreach (TypeDefinitionHandle handle in reader._metadata.TypeDefinitions)
            reader.ReadType(reader._metadata.GetTypeDefinition(handle));
        return reader._found;
    }

    private void ReadType(TypeDefinition type)
    {
        _current = Outermost(type);
        Token(type.BaseType);
        foreach (InterfaceImplementationHandle handle in type.GetInterfaceImplementations())
            Token(_metadata.GetInterfaceImplementation(handle).Interface);
        Generics(type.GetGenericParameters());
        Attributes(type.GetCustomAttributes());
        foreach (FieldDefinitionHandle handle in type.GetFields())
        {
            FieldDefinition field = _metadata.GetFieldDefinition(handle);
            field.DecodeSignature(_types, null);
            Attributes(field.GetCustomAttributes());
        }

        foreach (MethodDefinitionHandle handle in type.GetMethods())
            ReadMethod(_metadata.GetMethodDefinition(handle));
    }

    private void ReadMethod(MethodDefinition method)
    {
        method.DecodeSignature(_types, null);
        Generics(method.GetGenericParameters());
        Attributes(method.GetCustomAttributes());
        if (method.GetImport() is { Module.IsNil: false } import)
            AddNative(_metadata.GetString(_metadata.GetModuleReference(import.Module).Name));
        if (method.RelativeVirtualAddress == 0)
            return;
        MethodBodyBlock body = _image.GetMethodBody(method.RelativeVirtualAddress);
        if (!body.LocalSignature.IsNil)
            _metadata.GetStandaloneSignature(body.LocalSignature).DecodeLocalSignature(_types, null);
        foreach (ExceptionRegion region in body.ExceptionRegions)
            Token(region.CatchType);
        foreach (int token in Instructions.Tokens(body.GetILReader()))
            Token(MetadataTokens.EntityHandle(token));
    }

    private void Generics(GenericParameterHandleCollection parameters)
    {
        foreach (GenericParameterHandle parameter in parameters)
        {
            foreach (GenericParameterConstraintHandle constraint in _metadata.GetGenericParameter(parameter).GetConstraints())
                Token(_metadata.GetGenericParameterConstraint(constraint).Type);
        }
    }

    private void Attributes(CustomAttributeHandleCollection attributes)
    {
        foreach (CustomAttributeHandle attribute in attributes)
            Token(_metadata.GetCustomAttribute(attribute).Constructor);
    }

    private void Token(EntityHandle handle)
    {
        if (handle.IsNil)
            return;
        switch (handle.Kind)
        {
            case HandleKind.TypeDefinition:
                _types.GetTypeFromDefinition(_metadata, (TypeDefinitionHandle)handle, 0);
                break;
            case HandleKind.TypeReference:
                _types.GetTypeFromReference(_metadata, (TypeReferenceHandle)handle, 0);
                break;
            case HandleKind.TypeSpecification:
                _metadata.GetTypeSpecification((TypeSpecificationHandle)handle).DecodeSignature(_types, null);
                break;
            case HandleKind.MethodDefinition:
                Token(_metadata.GetMethodDefinition((MethodDefinitionHandle)handle).GetDeclaringType());
                break;
            case HandleKind.FieldDefinition:
                Token(_metadata.GetFieldDefinition((FieldDefinitionHandle)handle).GetDeclaringType());
                break;
            case HandleKind.MemberReference:
                // Its own signature belongs to the room that wrote it.
                Token(_metadata.GetMemberReference((MemberReferenceHandle)handle).Parent);
                break;
            case HandleKind.MethodSpecification:
                MethodSpecification method = _metadata.GetMethodSpecification((MethodSpecificationHandle)handle);
                method.DecodeSignature(_types, null);
                Token(method.Method);
                break;
            case HandleKind.StandaloneSignature:
                _metadata.GetStandaloneSignature((StandaloneSignatureHandle)handle).DecodeMethodSignature(_types, null);
                break;
        }
    }

    private void Add(TypeDefinitionHandle handle)
    {
        TypeDefinition type = Outermost(_metadata.GetTypeDefinition(handle));
        AddType(_metadata.GetString(type.Namespace), _metadata.GetString(type.Name), _metadata.GetString(_metadata.GetAssemblyDefinition().Name));
    }

    private void Add(TypeReferenceHandle handle)
    {
        TypeReference type = _metadata.GetTypeReference(handle);
        if (type.ResolutionScope.Kind == HandleKind.TypeReference)
            Add((TypeReferenceHandle)type.ResolutionScope);
        else if (type.ResolutionScope.Kind == HandleKind.AssemblyReference)
            AddType(_metadata.GetString(type.Namespace), _metadata.GetString(type.Name), _metadata.GetString(_metadata.GetAssemblyReference((AssemblyReferenceHandle)type.ResolutionScope).Name));
    }

    private void Add(EntityHandle handle)
    {
        if (handle.Kind == HandleKind.TypeDefinition)
            Add((TypeDefinitionHandle)handle);
        else
            Add((TypeReferenceHandle)handle);
    }

    private void AddType(string @namespace, string name, string assembly) =>
        _found.Add(new CodeReference(CurrentName, CurrentNamespace, $"{@namespace}.{name}", @namespace, assembly));

    private void AddNative(string library) => _found.Add(new CodeReference(CurrentName, CurrentNamespace, library, "", library));

    private string CurrentNamespace => _metadata.GetString(_current.Namespace);

    private string CurrentName => $"{CurrentNamespace}.{_metadata.GetString(_current.Name)}";

    private TypeDefinition Outermost(TypeDefinition type)
    {
        while (!type.GetDeclaringType().IsNil)
            type = _metadata.GetTypeDefinition(type.GetDeclaringType());
        return type;
    }
}
