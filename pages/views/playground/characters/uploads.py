"""What a visitor hands over, as text: any encoding, and a plain word when it is none.  No Streamlit here."""

import codecs

MOST_BYTES = 5_000_000
BYTE_ORDER_MARKS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF32_LE: "utf-32", codecs.BOM_UTF32_BE: "utf-32",
         codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
NOT_TEXT = {b"%PDF": "a PDF", b"PK\x03\x04": "a zip archive, as .docx and .epub are", b"\x89PNG": "a picture", b"\xff\xd8\xff": "a picture",
           b"GIF8": "a picture", b"\x1f\x8b": "a compressed file", b"{\\rtf": "RTF", b"\xd0\xcf\x11\xe0": "an old Word file"}


def decode(data: bytes) -> tuple[str, str]:
    """(the text, how it was read when that is not plain UTF-8).  ValueError says what it is instead, and the remedy."""
    if len(data) > MOST_BYTES:
        raise ValueError(f"The file has {len(data):,} bytes, and at most {MOST_BYTES:,} are taken: cut it.")
    for mark, what in NOT_TEXT.items():
        if data.startswith(mark):
            raise ValueError(f"This is {what}, whatever its name says, and no plain text: save it as plain text (.txt), or paste the text.")
    text, encoding = _read(data)
    odd = sum((c < " " and c not in "\t\n\r\f") or c == "\ufffd" for c in text)
    if odd > len(text) / 100:
        raise ValueError(f"This does not look like text: {odd:,} of its {len(text):,} characters cannot be printed. Save it as plain text (.txt).")
    return text, "" if encoding == "utf-8" else f"The file was read as {encoding}. Should letters look wrong, save it as UTF-8."


def _read(data: bytes) -> tuple[str, str]:
    for mark, encoding in BYTE_ORDER_MARKS.items():
        if data.startswith(mark):
            return data.decode(encoding, "replace"), encoding.removesuffix("-sig")
    try:
        return data.decode(), "utf-8"
    except UnicodeDecodeError:
        pass
    try:
        from charset_normalizer import from_bytes  # comes with Streamlit; the browser edition may lack it
    except ImportError:
        return data.decode("cp1252", "replace"), "windows-1252"
    best = from_bytes(data[:200_000]).best()
    # Between the code pages of Latin letters it guesses no better than a coin: the most frequent one is taken, and told.
    latin = not any(c.isalpha() and ord(c) > 0x24F for c in str(best))
    encoding = "cp1252" if best is None or latin else best.encoding
    return data.decode(encoding, "replace"), encoding
