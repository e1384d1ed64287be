"""Zip archives (.npz, .pt, .keras) of which no member is unpacked before its claimed size has been believed."""

import io
import zipfile
import zlib

from rnn_core.files.refusals import Unreadable, check_expansion

MOST_MEMBERS = 20_000


class Archive:
    """The members of a zip archive that fit together into a bounded memory."""

    def __init__(self, data: bytes):
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, NotImplementedError, ValueError, EOFError) as error:
            raise Unreadable(f"this archive is damaged or cut short ({error}): download or save it again") from error
        members = [info for info in self._zip.infolist() if not info.is_dir()]
        if len(members) > MOST_MEMBERS:
            raise Unreadable(f"this archive has {len(members)} members: more than any model needs")
        if any(info.flag_bits & 1 for info in members):
            raise Unreadable("this archive is encrypted: save it without a password")
        check_expansion(len(data), sum(info.file_size for info in members), "this archive")
        self._members = {info.filename: info for info in members}
        self.size = len(data)

    @property
    def names(self) -> list[str]:
        return list(self._members)

    def ending(self, end: str) -> str | None:
        """The first member whose name ends so, or is that name without its slash."""
        return next((name for name in self._members if name.endswith(end) or name == end.lstrip("/")), None)

    def read(self, name: str) -> bytes:
        """A member, never more of it than it claimed to be."""
        if name not in self._members:
            raise Unreadable(f"this archive has no {name}: it is not whole")
        claimed = self._members[name].file_size
        try:
            with self._zip.open(self._members[name]) as member:
                found = member.read(claimed + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError) as error:
            raise Unreadable(f"{name} in this archive is damaged ({error}): download or save it again") from error
        if len(found) != claimed:
            raise Unreadable(f"{name} in this archive is not of the {claimed} bytes it claims: download or save it again")
        return found
