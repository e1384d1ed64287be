"""A melody as files: MIDI for a music program, WAV to hear.  Standard library and NumPy.

    midi(notes, metre="6/8", tempo=100)         # bytes of a standard MIDI file
    wav(notes, tempo=100)                       # bytes: 22,050 samples a second, 16 bit, one channel
"""

import io
import struct
import wave

import numpy as np

from rnn_core.gallery.tunes import QUARTER, REST, Note

RATE = 22_050
FLUTE = 73  # General MIDI, counted from 0
# A tone: how loud its overtones are, the seconds it takes to come and to go, and how fast it fades while held.
OVERTONES, ATTACK, RELEASE, FADE = (1.0, 0.42, 0.22, 0.10, 0.05), 0.012, 0.06, 1.6


def midi(notes: list[Note], metre: str, tempo: int) -> bytes:
    """A file of one track (format 0), 48 ticks a quarter note, `tempo` quarter notes a minute."""
    over, under = map(int, metre.split("/"))
    events = [(0, b"\xff\x51\x03" + (60_000_000 // tempo).to_bytes(3, "big")),
              (0, b"\xff\x58\x04" + bytes([over, under.bit_length() - 1, 24, 8])), (0, bytes([0xC0, FLUTE]))]
    wait = 0
    for note in notes:
        if note.pitch == REST:
            wait += note.ticks
            continue
        events += [(wait, bytes([0x90, note.pitch, 92])), (note.ticks, bytes([0x80, note.pitch, 0]))]
        wait = 0
    events.append((wait, b"\xff\x2f\x00"))
    track = b"".join(_quantity(delta) + event for delta, event in events)
    return b"MThd" + struct.pack(">IHHH", 6, 0, 1, QUARTER) + b"MTrk" + struct.pack(">I", len(track)) + track


def _quantity(n: int) -> bytes:
    """A number as MIDI writes it: seven bits a byte, the highest bit set on all but the last."""
    found = [n & 0x7F]
    while n := n >> 7:
        found.append(n & 0x7F | 0x80)
    return bytes(reversed(found))


def seconds(notes: list[Note], tempo: int) -> np.ndarray:
    """(T + 1,) when every note begins, and when the last one ends."""
    return np.cumsum([0, *(note.ticks for note in notes)]) * 60 / (tempo * QUARTER)


def frequency(pitch: int) -> float:
    """Hertz in equal temperament; A4, MIDI number 69, has 440."""
    return 440 * 2 ** ((pitch - 69) / 12)


def samples(notes: list[Note], tempo: int) -> np.ndarray:
    """The melody between -1 and 1, float32."""
    times = seconds(notes, tempo)
    samples = np.zeros(int(np.ceil((times[-1] + RELEASE) * RATE)) + 1, np.float32)
    for note, start, end in zip(notes, times, times[1:], strict=False):
        if note.pitch != REST:
            first = round(start * RATE)
            tone = _tone(frequency(note.pitch), end - start)
            samples[first : first + len(tone)] += tone[: len(samples) - first]
    return 0.5 * samples


def _tone(hertz: float, held: float) -> np.ndarray:
    """One tone: a few overtones, each below half the sampling rate, under an envelope that comes fast and fades."""
    t = np.arange(int((held + RELEASE) * RATE), dtype=np.float32) / RATE
    envelope = np.minimum(t / ATTACK, 1) * np.exp(-FADE * t) * np.clip((held + RELEASE - t) / RELEASE, 0, 1)
    samples = sum(loud * np.sin(2 * np.pi * hertz * k * t) for k, loud in enumerate(OVERTONES, 1) if hertz * k < RATE / 2)
    return (envelope * samples / sum(OVERTONES)).astype(np.float32)


def wav(notes: list[Note], tempo: int) -> bytes:
    """What `samples` gives, as a file."""
    kept = io.BytesIO()
    with wave.open(kept, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes((samples(notes, tempo) * 32767).astype("<i2").tobytes())
    return kept.getvalue()
