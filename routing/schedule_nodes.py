"""YAML read as nodes that know their line and column, before any of it becomes a value."""

from collections.abc import Mapping, Sequence

import yaml

from routing.schedule_mistakes import Mistakes, shown

MAX_CHARACTERS = 200_000
MAX_DEPTH = 12

_TEXT_TAG = "tag:yaml.org,2002:str"
_NULL_TAG = "tag:yaml.org,2002:null"


def read_root(text: str, mistakes: Mistakes) -> yaml.Node | None:
    """The root of one YAML document, or None with the reason among the mistakes.

    Anchors, aliases, tags, a second document and deep nesting are mistakes: a schedule needs
    none of them, and they are how a small file becomes a huge one.
    """
    if len(text) > MAX_CHARACTERS:
        mistakes.add_at(1, 1, f"{len(text)} characters", f"{MAX_CHARACTERS} at the most")
        return None
    if not _has_plain_structure(text, mistakes):
        return None
    root = yaml.compose(text, Loader=yaml.SafeLoader)
    if root is None:
        mistakes.add_at(1, 1, "an empty file", "timezone, place and weekly are needed")
    return root


def fields(
    node: yaml.Node, mistakes: Mistakes, *, required: Sequence[str], optional: Sequence[str] = ()
) -> Mapping[str, yaml.Node]:
    """The values of a mapping under its known keys; what is unknown, double or missing is noted."""
    known = (*required, *optional)
    if not isinstance(node, yaml.MappingNode):
        mistakes.add(node, _kind_of(node), "keys with values: " + ", ".join(known))
        return {}
    values: dict[str, yaml.Node] = {}
    for key, value in node.value:
        name = str(key.value) if isinstance(key, yaml.ScalarNode) else _kind_of(key)
        if name not in known:
            mistakes.add(key, f"the unknown key {shown(name)}", "one of " + ", ".join(known))
        elif name in values:
            mistakes.add(key, f"the key {shown(name)} again", "each key once")
        else:
            values[name] = value
    for name in required:
        if name not in values:
            mistakes.add(node, f"no {shown(name)}", "it is needed here")
    return values


def entries(
    node: yaml.Node, mistakes: Mistakes, right: str
) -> Sequence[tuple[str, yaml.Node, yaml.Node]]:
    """The key, its node and the value's node of a mapping whose keys are the writer's own."""
    if not isinstance(node, yaml.MappingNode):
        mistakes.add(node, _kind_of(node), right)
        return ()
    found: dict[str, tuple[str, yaml.Node, yaml.Node]] = {}
    for key, value in node.value:
        name = str(key.value) if isinstance(key, yaml.ScalarNode) else _kind_of(key)
        if name in found:
            mistakes.add(key, f"the key {shown(name)} again", "each key once")
        found.setdefault(name, (name, key, value))
    return tuple(found.values())


def items(node: yaml.Node | None, mistakes: Mistakes, right: str) -> Sequence[yaml.Node]:
    """The items of a list; anything else is a mistake, a missing node is none."""
    if node is None:
        return ()
    if isinstance(node, yaml.SequenceNode):
        return tuple(node.value)
    mistakes.add(node, _kind_of(node), right)
    return ()


def written(node: yaml.Node, mistakes: Mistakes, right: str) -> str | None:
    """A single value as it stands in the file, quoted or not (16:00 is not reckoned as minutes)."""
    if isinstance(node, yaml.ScalarNode) and node.tag != _NULL_TAG:
        return str(node.value)
    mistakes.add(node, _kind_of(node), right)
    return None


def words(node: yaml.Node, mistakes: Mistakes, *, longest: int) -> str | None:
    """A short text on one line, 1 to ``longest`` characters, without blanks around it."""
    right = f"a text of 1 to {longest} characters on one line"
    value = written(node, mistakes, right)
    if value is None:
        return None
    is_text = node.tag == _TEXT_TAG and value.isprintable() and value == value.strip()
    if is_text and 1 <= len(value) <= longest:
        return value
    mistakes.add(node, shown(value), right)
    return None


def _has_plain_structure(text: str, mistakes: Mistakes) -> bool:
    loader: yaml.SafeLoader | None = None
    try:
        loader = yaml.SafeLoader(text)
        return _is_plain(loader, mistakes)
    except yaml.reader.ReaderError as error:
        line, column = _place_of(text, error.position)
        mistakes.add_at(line, column, "a character YAML does not allow", "text without it")
    except (yaml.YAMLError, ValueError, OverflowError) as error:
        # An escape beyond Unicode ends in a bare ValueError or OverflowError of PyYAML's.
        mark = getattr(error, "problem_mark", None) or (loader.get_mark() if loader else None)
        problem = getattr(error, "problem", None) or "an escape that is no character"
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        mistakes.add_at(line, column, f"YAML that cannot be read ({problem})", "valid YAML")
    return False


def _is_plain(loader: yaml.SafeLoader, mistakes: Mistakes) -> bool:
    depth = 0
    documents = 0
    while loader.check_event():
        event = loader.get_event()  # type: ignore[no-untyped-call]  # untyped in the stubs
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        documents += isinstance(event, yaml.DocumentStartEvent)
        oddity = _oddity(event, depth=depth, documents=documents)
        if oddity is not None:
            mark = event.start_mark
            mistakes.add_at(mark.line + 1, mark.column + 1, *oddity)
            return False
    return True


def _oddity(event: yaml.Event, *, depth: int, documents: int) -> tuple[str, str] | None:
    if isinstance(event, yaml.NodeEvent) and event.anchor is not None:
        return f"the anchor or alias {shown(event.anchor)}", "every value written out"
    tag = getattr(event, "tag", None)
    if tag is not None:
        return f"the tag {shown(tag)}", "plain values"
    if depth > MAX_DEPTH:
        return f"more than {MAX_DEPTH} levels", "a schedule has six"
    if documents > 1:
        return "a second document", "one document in a file"
    return None


def _place_of(text: str, position: int) -> tuple[int, int]:
    before = text[:position]
    return before.count("\n") + 1, position - (before.rfind("\n") + 1) + 1


def _kind_of(node: yaml.Node) -> str:
    if isinstance(node, yaml.MappingNode):
        return "keys with values"
    if isinstance(node, yaml.SequenceNode):
        return "a list"
    return "nothing" if node.tag == _NULL_TAG else f"the single value {shown(str(node.value))}"
