"""Writes OLE compound files, so that a storage found inside one (an attached message, a packed object) is a file.

Version 3, 512-byte sectors; every stream lies in whole sectors. Source: [MS-CFB] 2.2 to 2.6.
"""

import struct
from collections.abc import Mapping
from dataclasses import dataclass, field

_FREE, _END, _FAT, _DIFAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFC
_SECTOR, _MINI, _CUTOFF = 512, 64, 4096


@dataclass(slots=True)
class _Node:
    name: str
    data: bytes | None = None  # None: a storage
    inner: list["_Node"] = field(default_factory=list)
    number: int = 0
    left: int = _FREE
    right: int = _FREE
    child: int = _FREE
    start: int = _END


def compound_bytes(streams: Mapping[tuple[str, ...], bytes]) -> bytes:
    """A compound file with these streams by path. Names longer than 31 characters are cut."""
    root = _tree(streams)
    nodes = _numbered(root)
    sectors: list[bytes] = []
    fat: list[int] = []
    mini, mini_fat = bytearray(), list[int]()
    for node in nodes[1:]:
        if node.data is not None and len(node.data) >= _CUTOFF:
            node.start = _chain(sectors, fat, node.data)
        elif node.data:
            node.start = len(mini) // _MINI
            count = -(-len(node.data) // _MINI)
            mini += node.data.ljust(count * _MINI, b"\0")
            mini_fat += [*range(node.start + 1, node.start + count), _END]
    root.data = bytes(mini)
    root.start = _chain(sectors, fat, root.data)
    minis = _chain(sectors, fat, struct.pack(f"<{len(mini_fat)}I", *mini_fat), b"\xff")
    directory = _chain(sectors, fat, b"".join(_entry(node, node is root) for node in nodes))
    return _file(sectors, fat, directory, minis, -(-len(mini_fat) * 4 // _SECTOR))


def _tree(streams: Mapping[tuple[str, ...], bytes]) -> _Node:
    root = _Node("Root Entry")
    folders: dict[tuple[str, ...], _Node] = {(): root}
    for path, data in streams.items():
        for depth in range(1, len(path)):
            if path[:depth] not in folders:
                folders[path[:depth]] = _Node(path[depth - 1])
                folders[path[: depth - 1]].inner.append(folders[path[:depth]])
        folders[path[:-1]].inner.append(_Node(path[-1], data))
    return root


def _numbered(root: _Node) -> list[_Node]:
    """All nodes with their numbers, and each storage's own as a balanced tree."""
    nodes, waiting = [root], [root]
    while waiting:
        folder = waiting.pop()
        folder.inner.sort(key=lambda node: (len(node.name), node.name.upper()))
        for node in folder.inner:
            node.number = len(nodes)
            nodes.append(node)
        folder.child = _balanced(folder.inner, 0, len(folder.inner))
        waiting += [node for node in folder.inner if node.data is None]
    return nodes


def _balanced(nodes: list[_Node], first: int, last: int) -> int:
    if first >= last:
        return _FREE
    middle = (first + last) // 2
    node = nodes[middle]
    node.left, node.right = _balanced(nodes, first, middle), _balanced(nodes, middle + 1, last)
    return node.number


def _chain(sectors: list[bytes], fat: list[int], data: bytes, fill: bytes = b"\0") -> int:
    if not data:
        return _END
    first = len(sectors)
    sectors += [data[at : at + _SECTOR].ljust(_SECTOR, fill) for at in range(0, len(data), _SECTOR)]
    fat += [*range(first + 1, len(sectors)), _END]
    return first


def _entry(node: _Node, is_root: bool) -> bytes:
    raw = node.name[:31].encode("utf-16-le", "replace")[:62] + b"\0\0"
    kind = 5 if is_root else 1 if node.data is None else 2
    head = raw.ljust(64, b"\0") + struct.pack("<HBBIII", len(raw), kind, 1, node.left, node.right, node.child)
    start = node.start if kind != 1 else 0
    return head.ljust(116, b"\0") + struct.pack("<IQ", start, len(node.data or b""))


def _file(sectors: list[bytes], fat: list[int], directory: int, minis: int, mini_count: int) -> bytes:
    """Header, sectors, and the allocation table with what lists it, which count themselves."""
    fats = difats = 0
    while (fats, difats) != (found := _needed(len(sectors) + fats + difats, fats)):
        fats, difats = found
    first = len(sectors)
    places = list(range(first, first + fats))
    fat = fat + [_FAT] * fats + [_DIFAT] * difats
    table = struct.pack(f"<{len(fat)}I", *fat).ljust(fats * _SECTOR, b"\xff")
    listed = places[109:]
    more = b""
    for number in range(difats):
        part = listed[number * 127 : number * 127 + 127]
        following = first + fats + number + 1 if number + 1 < difats else _END
        more += struct.pack("<128I", *part, *[_FREE] * (127 - len(part)), following)
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<5H6x", 0x3E, 3, 0xFFFE, 9, 6)
    header += struct.pack("<9I", 0, fats, directory, 0, _CUTOFF, minis, mini_count,
                          first + fats if difats else _END, difats)  # fmt: skip
    shown = places[:109]
    header += struct.pack("<109I", *shown, *[_FREE] * (109 - len(shown)))
    return header + b"".join(sectors) + table + more


def _needed(sectors: int, fats: int) -> tuple[int, int]:
    count = -(-sectors // 128)
    return max(count, fats), max(0, -(-(max(count, fats) - 109) // 127))
