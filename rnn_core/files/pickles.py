"""What a pickle describes, without running it.

    root, end = describe(data, persistent=lambda key: …)

Python's own unpickler imports what a file names and calls it.  Here the opcodes are only read (`pickletools.genops`), and nothing is
imported or called: a class or function that a file names becomes a `Named`, and an object made with it an `Opaque` with what it was
given.  So plain data come out as they are, a whole saved torch.nn.Module as its description, and an attack as a harmless
description of itself.
"""

import pickletools
from collections.abc import Callable
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from rnn_core.files.refusals import Unreadable

LARGEST = 64 << 20  # bytes of a pickle; tensors' numbers lie elsewhere
MOST_OPCODES = 3_000_000


@dataclass(frozen=True)
class Named:
    """A class or function that the file names."""

    module: str
    name: str

    def __str__(self) -> str:
        return f"{self.module}.{self.name}"


@dataclass(eq=False)
class Opaque:
    """What `maker` would have made from `args`: never made.  state: what it would have been given afterwards."""

    maker: Any
    args: tuple
    state: Any = None
    items: list = field(default_factory=list)


class _Mark:
    """Where a group of values on the stack begins."""


CONSTANTS: dict[str, Any] = {"NONE": None, "NEWTRUE": True, "NEWFALSE": False}
EMPTY: dict[str, Callable[[], Any]] = {"EMPTY_DICT": dict, "EMPTY_LIST": list, "EMPTY_TUPLE": tuple, "EMPTY_SET": set}
LITERALS = {"INT", "BININT", "BININT1", "BININT2", "LONG", "LONG1", "LONG4", "FLOAT", "BINFLOAT", "STRING", "BINSTRING", "SHORT_BINSTRING",
            "UNICODE", "SHORT_BINUNICODE", "BINUNICODE", "BINUNICODE8", "BINBYTES", "SHORT_BINBYTES", "BINBYTES8", "BYTEARRAY8"}
SEVERAL: dict[str, Callable[[list], Any]] = {
    "TUPLE": tuple, "LIST": list, "FROZENSET": frozenset, "DICT": lambda values: dict(zip(values[::2], values[1::2], strict=True))}


def describe(data: bytes, persistent: Callable[[Any], Any] | None = None) -> tuple[Any, int]:
    """The object that the first pickle in `data` describes, and where that pickle ends.  persistent: makes what the file refers to by a
    key of its own, as torch does with storages.  Raises Unreadable."""
    reader = _Reader(persistent)
    try:
        for count, (opcode, argument, position) in enumerate(pickletools.genops(BytesIO(data[:LARGEST]))):
            if opcode.name == "STOP":
                return reader.stack.pop(), (position or 0) + 1
            if count > MOST_OPCODES:
                raise Unreadable("its description is longer than any model needs: save the state dict alone")
            reader.step(opcode.name, argument)
    except (ValueError, IndexError, TypeError, KeyError, RecursionError, AttributeError) as error:
        if isinstance(error, Unreadable):
            raise
        raise Unreadable(f"its description (a pickle) is damaged or cut short ({error}): save or download the file again") from error
    raise Unreadable("its description (a pickle) is cut short: save or download the file again")


class _Reader:
    def __init__(self, persistent: Callable[[Any], Any] | None):
        self.stack: list[Any] = []
        self.memo: dict[int, Any] = {}
        self.persistent = persistent

    def step(self, code: str, argument: Any) -> None:
        push = self.stack.append
        if code in LITERALS:
            push(argument)
        elif code in CONSTANTS:
            push(CONSTANTS[code])
        elif code in EMPTY:
            push(EMPTY[code]())
        elif code == "MARK":
            push(_Mark)
        elif code in SEVERAL:
            push(SEVERAL[code](self.group()))
        elif code in ("TUPLE1", "TUPLE2", "TUPLE3"):
            push(tuple(self.last(int(code[-1]))))
        elif code == "MEMOIZE":
            self.memo[len(self.memo)] = self.stack[-1]
        elif code in ("PUT", "BINPUT", "LONG_BINPUT"):
            self.memo[int(argument)] = self.stack[-1]
        elif code in ("GET", "BINGET", "LONG_BINGET"):
            push(self.memo[int(argument)])
        elif code not in ("PROTO", "FRAME"):
            getattr(self, f"do_{code}", self.unknown)(argument)

    def unknown(self, argument: Any) -> None:
        raise Unreadable("its description (a pickle) uses what no torch file does: save the state dict with torch.save")

    def group(self) -> list[Any]:
        """The values since the last mark."""
        start = next((k for k in range(len(self.stack) - 1, -1, -1) if self.stack[k] is _Mark), None)
        if start is None:
            raise IndexError("a mark is missing")
        found = self.stack[start + 1 :]
        del self.stack[start:]
        return found

    def last(self, count: int) -> list[Any]:
        if len(self.stack) < count:
            raise IndexError("values are missing")
        found = self.stack[-count:]
        del self.stack[-count:]
        return found

    def do_POP(self, _: Any) -> None:
        self.stack.pop()

    def do_POP_MARK(self, _: Any) -> None:
        self.group()

    def do_DUP(self, _: Any) -> None:
        self.stack.append(self.stack[-1])

    def do_APPEND(self, _: Any) -> None:
        (value,) = self.last(1)
        self.extend([value])

    def do_APPENDS(self, _: Any) -> None:
        self.extend(self.group())

    def extend(self, values: list[Any]) -> None:
        onto = self.stack[-1]
        (onto.items if isinstance(onto, Opaque) else onto).extend(values)

    def do_ADDITEMS(self, _: Any) -> None:
        values = self.group()
        self.stack[-1].update(values)

    def do_SETITEM(self, _: Any) -> None:
        self.set_items(self.last(2))

    def do_SETITEMS(self, _: Any) -> None:
        self.set_items(self.group())

    def set_items(self, values: list[Any]) -> None:
        onto, pairs = self.stack[-1], zip(values[::2], values[1::2], strict=True)
        if isinstance(onto, Opaque):
            onto.items.extend(pairs)
        else:
            onto.update(pairs)

    def do_GLOBAL(self, argument: Any) -> None:
        self.stack.append(Named(*str(argument).split(" ", 1)))

    def do_STACK_GLOBAL(self, _: Any) -> None:
        self.stack.append(Named(*map(str, self.last(2))))

    def do_REDUCE(self, _: Any) -> None:
        maker, args = self.last(2)
        ordered = isinstance(maker, Named) and str(maker) == "collections.OrderedDict"
        self.stack.append(dict(*args) if ordered and not any(isinstance(a, Opaque) for a in args) else Opaque(maker, tuple(args)))

    def do_NEWOBJ(self, _: Any) -> None:
        maker, args = self.last(2)
        self.stack.append(Opaque(maker, tuple(args)))

    def do_NEWOBJ_EX(self, _: Any) -> None:
        maker, args, _named = self.last(3)
        self.stack.append(Opaque(maker, tuple(args)))

    def do_OBJ(self, _: Any) -> None:
        maker, *args = self.group()
        self.stack.append(Opaque(maker, tuple(args)))

    def do_INST(self, argument: Any) -> None:
        self.stack.append(Opaque(Named(*str(argument).split(" ", 1)), tuple(self.group())))

    def do_BUILD(self, _: Any) -> None:
        (state,) = self.last(1)
        if isinstance(self.stack[-1], Opaque):
            self.stack[-1].state = state  # of an OrderedDict, its attributes (a state dict's _metadata) are not needed

    def do_PERSID(self, argument: Any) -> None:
        self.refer(argument)

    def do_BINPERSID(self, _: Any) -> None:
        self.refer(self.last(1)[0])

    def refer(self, key: Any) -> None:
        if self.persistent is None:
            raise Unreadable("its description (a pickle) refers to what is not in the file: save the state dict again")
        self.stack.append(self.persistent(key))
