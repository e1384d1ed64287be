"""What a visitor hands over, as text: any encoding, and a plain word when it is none.  No Streamlit here."""

import codecs

MOST_BYTES = 5_000_000
BYTE_ORDER_MARKS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF32_LE: "utf-32", codecs.BOM_UTF32_BE: "utf-32",
                    codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
NOT_TEXT = {b"%PDF": "a PDF", b"PK\x03\x04": "a zip archive, as .docx and .epub are", b"\x89PNG": "a picture", b"\xff\xd8\xff": "a picture",
            b"GIF8": "a picture", b"\x1f\x8b": "a compressed file", b"{\\rtf": "RTF", b"\xd0\xcf\x11\xe0": "an old Word file"}
CENTRAL = {"Croatian", "Czech", "Hungarian", "Polish", "Romanian", "Slovak", "Slovene"}
# The code pages of Latin letters, the most frequent first, with the languages they were made for: names of charset-normalizer.
LATIN = {"cp1252": {"Danish", "Dutch", "English", "Finnish", "French", "German", "Indonesian", "Italian", "Norwegian", "Portuguese", "Spanish",
                    "Swedish"}, "cp1250": CENTRAL, "iso8859_2": CENTRAL, "cp1254": {"Turkish"}, "cp1257": {"Latvian", "Lithuanian"}}
OTHERS = ["utf_16_le", "utf_16_be", "utf_32_le", "utf_32_be", "cp1251", "koi8_r", "koi8_u", "iso8859_5", "cp866", "cp1253", "cp1255", "cp1256",
          "cp932", "euc_jp", "gb18030", "big5", "cp949"]
TIE = 0.03  # of charset-normalizer's shares of odd and of familiar characters: closer ones fit equally well


def decode(data: bytes) -> tuple[str, str]:
    """(the text, how it was read when that is not plain UTF-8).  ValueError says what it is instead, and the remedy."""
    if len(data) > MOST_BYTES:
        raise ValueError(f"The file has {len(data):,} bytes, and at most {MOST_BYTES:,} are taken: cut it.")
    for signature, what in NOT_TEXT.items():
        if data.startswith(signature):
            raise ValueError(f"This is {what}, whatever its name says, and no plain text: save it as plain text (.txt), or paste the text.")
    encoding = encoding_of(data)
    text = data.decode(encoding, "replace")
    odd = sum((c < " " and c not in "\t\n\r\f") or c == "\ufffd" for c in text)
    if odd > len(text) / 100:
        raise ValueError(f"This does not look like text: {odd:,} of its {len(text):,} characters cannot be printed. Save it as plain text (.txt).")
    plain = encoding.startswith("utf-8")
    return text, "" if plain else f"The file was read as {encoding}. Should letters look wrong, save it as UTF-8."


def encoding_of(data: bytes) -> str:
    """By its byte order mark; UTF-8 where it is that; else by charset-normalizer."""
    for mark, encoding in BYTE_ORDER_MARKS.items():
        if data.startswith(mark):
            return encoding
    if b"\0" not in data:  # as there is in UTF-16 and UTF-32, which may be valid UTF-8, too
        try:
            data.decode()
            return "utf-8"
        except UnicodeDecodeError:
            pass
    return _recognised(data)


def _recognised(data: bytes) -> str:
    """Several Latin code pages often fit equally well: then the one that was made for the language it is read in, or the
    most frequent one."""
    try:
        from charset_normalizer import from_bytes  # comes with Streamlit; the browser edition may lack it
    except ImportError:
        return "cp1252"
    matches = list(from_bytes(data, cp_isolation=[*LATIN, *OTHERS]))
    if not matches:
        return "cp1252"
    best = matches[0]
    equal = [m for m in matches if m.chaos <= best.chaos + TIE and m.coherence >= best.coherence - TIE]
    fitting = (page for page, languages in LATIN.items() for m in equal if page in m.could_be_from_charset and m.language in languages)
    western = best.encoding in LATIN and any("cp1252" in m.could_be_from_charset for m in matches)
    return next(fitting, "cp1252" if western else best.encoding)
