"""Writes streams into a compound file of its own, so that an object packed in an old Office file can be read by itself.

Source: [MS-CFB] 2.2 to 2.6, version 3 (sectors of 512 bytes).
"""

import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

_SECTOR, _MINI, _CUTOFF = 512, 64, 4096
_FREE, _END, _FAT, _DIFAT, _NONE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFC, 0xFFFFFFFF

Path = tuple[str, ...]


@dataclass(slots=True)
class _Node:
    name: str
    data: bytes | None = None  # None: a storage
    within: dict[str, "_Node"] = field(default_factory=dict)
    number: int = 0
    start: int = _END
    left: int = _NONE
    right: int = _NONE
    first: int = _NONE


def compound_bytes(streams: Mapping[Path, bytes]) -> bytes:
    """A compound file that holds streams at their paths."""
    root = _tree(streams)
    nodes = _numbered(root)
    small = [n for n in nodes if n.data and len(n.data) < _CUTOFF]
    large = [n for n in nodes if n.data and len(n.data) >= _CUTOFF]
    mini, mini_fat = _minis(small)
    body, fat = bytearray(), list[int]()
    for node in large:
        node.start = _add(body, fat, node.data or b"")
    root.start = _add(body, fat, mini)
    mini_fat_at = _add(body, fat, struct.pack(f"<{len(mini_fat)}I", *mini_fat), b"\xff")
    directory = b"".join(_entry(node, len(mini)) for node in nodes)
    directory_at = _add(body, fat, directory)
    return _header(body, fat, directory_at, mini_fat_at, -(-len(mini_fat) * 4 // _SECTOR)) + bytes(body)


def _tree(streams: Mapping[Path, bytes]) -> _Node:
    root = _Node("Root Entry")
    for path, data in streams.items():
        node = root
        for part in path[:-1]:
            node = node.within.setdefault(part, _Node(part))
        node.within[path[-1]] = _Node(path[-1], data)
    return root


def _numbered(root: _Node) -> list[_Node]:
    """All nodes in the order of the directory, each folder's as a balanced tree."""
    nodes, waiting = [root], [root]
    while waiting:
        folder = waiting.pop()
        inner = sorted(folder.within.values(), key=lambda n: (len(n.name), n.name.upper()))
        for node in inner:
            node.number = len(nodes)
            nodes.append(node)
        folder.first = _balanced(inner)
        waiting += [node for node in inner if node.data is None]
    return nodes


def _balanced(nodes: Sequence[_Node]) -> int:
    if not nodes:
        return _NONE
    middle = len(nodes) // 2
    nodes[middle].left = _balanced(nodes[:middle])
    nodes[middle].right = _balanced(nodes[middle + 1 :])
    return nodes[middle].number


def _minis(nodes: Sequence[_Node]) -> tuple[bytes, list[int]]:
    data, fat = bytearray(), list[int]()
    for node in nodes:
        assert node.data is not None
        node.start = len(fat)
        count = -(-len(node.data) // _MINI)
        fat += [*range(node.start + 1, node.start + count), _END]
        data += node.data.ljust(count * _MINI, b"\0")
    return bytes(data), fat


def _add(body: bytearray, fat: list[int], data: bytes, pad: bytes = b"\0") -> int:
    """Append a chain of sectors; where it begins."""
    if not data:
        return _END
    start, count = len(fat), -(-len(data) // _SECTOR)
    fat += [*range(start + 1, start + count), _END]
    body += data.ljust(count * _SECTOR, pad)
    return start


def _entry(node: _Node, mini_size: int) -> bytes:
    raw = node.name.encode("utf-16-le", "replace")[:62]
    kind = 5 if node.number == 0 else 1 if node.data is None else 2
    size = mini_size if node.number == 0 else len(node.data or b"")
    start = 0 if kind == 1 else node.start
    head = raw.ljust(64, b"\0") + struct.pack("<HBB", len(raw) + 2, kind, 1)
    return head + struct.pack("<III", node.left, node.right, node.first) + bytes(36) + struct.pack("<IQ", start, size)


def _header(body: bytearray, fat: list[int], directory: int, mini_fat: int, mini_count: int) -> bytes:
    """Append the allocation tables to the body and give the header that names them."""
    per = _SECTOR // 4
    fats, extra = 1, 0
    while fats * per < len(fat) + fats + extra:
        fats += 1
        extra = max(0, -(-(fats - 109) // (per - 1)))
    first_fat = len(fat)
    fat += [_FAT] * fats + [_DIFAT] * extra
    fat += [_FREE] * (fats * per - len(fat))
    body += struct.pack(f"<{len(fat)}I", *fat)
    places = list(range(first_fat, first_fat + fats))
    for number in range(extra):
        part = places[109 + number * (per - 1) :][: per - 1]
        following = first_fat + fats + number + 1 if number + 1 < extra else _END
        body += struct.pack(f"<{per}I", *part, *[_FREE] * (per - 1 - len(part)), following)
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    head += struct.pack("<IIIIIII", 0, fats, directory, 0, _CUTOFF, mini_fat, mini_count)
    head += struct.pack("<II", first_fat + fats if extra else _END, extra)
    return head + struct.pack("<109I", *places[:109], *[_FREE] * (109 - len(places[:109])))
