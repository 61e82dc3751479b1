"""Checking JSON against the schemas of an OpenAPI description."""

from typing import Any

_TYPES: dict[str, type | tuple[type, ...]] = {
    "object": dict,
    "array": list,
    "string": str,
    "integer": int,
    "number": (int, float),
    "boolean": bool,
    "null": type(None),
}


def violations(
    value: Any, schema: dict[str, Any], description: dict[str, Any], where: str = "$"
) -> list[str]:
    """What about a value breaks its schema; properties that the schema does not know count too."""
    if "$ref" in schema:
        schema = description["components"]["schemas"][schema["$ref"].rsplit("/", 1)[1]]
    if "anyOf" in schema:
        found = [violations(value, option, description, where) for option in schema["anyOf"]]
        return [] if [] in found else min(found, key=len)
    wrong = [] if _is_of_type(value, schema.get("type")) else [f"{where} is no {schema.get('type')}"]
    if "enum" in schema and value not in schema["enum"]:
        wrong.append(f"{where} is none of {schema['enum']}")
    if "const" in schema and value != schema["const"]:
        wrong.append(f"{where} is not {schema['const']}")
    if isinstance(value, dict):
        wrong += _in_object(value, schema, description, where)
    if isinstance(value, list):
        for place, item in enumerate(value):
            wrong += violations(item, schema.get("items", {}), description, f"{where}[{place}]")
    return wrong


def _in_object(
    value: dict[str, Any], schema: dict[str, Any], description: dict[str, Any], where: str
) -> list[str]:
    properties, others = schema.get("properties", {}), schema.get("additionalProperties")
    wrong = [f"{where}.{name} is missing" for name in schema.get("required", []) if name not in value]
    for name, item in value.items():
        if name in properties:
            wrong += violations(item, properties[name], description, f"{where}.{name}")
        elif isinstance(others, dict):
            wrong += violations(item, others, description, f"{where}.{name}")
        elif properties:
            wrong.append(f"{where}.{name} is not described")
    return wrong


def _is_of_type(value: Any, name: str | None) -> bool:
    if name is None:
        return True
    if isinstance(value, bool):
        return name == "boolean"
    return isinstance(value, _TYPES[name])
