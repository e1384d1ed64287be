"""The files read back: MIDI by a reader of its own, WAV by the standard library and a Fourier transform."""

import io
import wave

import numpy as np
import pytest

from rnn_core.gallery import audio
from rnn_core.gallery.tunes import REST, Note, tunes

TUNE = [Note(60, 24), Note(REST, 48), Note(67, 96), Note(69, 200)]


def parsed(data):
    """Of a format 0 file: division, {kind: value} of the meta events, and (on, off, pitch) of all notes in ticks."""
    assert data[:4] == b"MThd" and int.from_bytes(data[4:8], "big") == 6
    kind, tracks, division = (int.from_bytes(data[k : k + 2], "big") for k in (8, 10, 12))
    assert (kind, tracks) == (0, 1) and data[14:18] == b"MTrk" and int.from_bytes(data[18:22], "big") == len(data) - 22
    at, now, meta, on, notes = 22, 0, {}, {}, []
    while at < len(data):
        delta = 0
        while data[at] & 0x80:
            delta, at = (delta | data[at] & 0x7F) << 7, at + 1
        now, at = now + (delta | data[at]), at + 1
        status = data[at]
        if status == 0xFF:
            length = data[at + 2]
            meta[data[at + 1]] = data[at + 3 : at + 3 + length]
            at += 3 + length
        elif status & 0xF0 == 0xC0:
            at += 2
        else:
            pitch = data[at + 1]
            if status & 0xF0 == 0x90:
                on[pitch] = now
            else:
                notes.append((on.pop(pitch), now, pitch))
            at += 3
    assert not on
    return division, meta, notes


def test_a_midi_file_holds_every_note_where_it_belongs():
    division, meta, notes = parsed(audio.midi(TUNE, "6/8", 100))
    assert division == 48 and notes == [(0, 24, 60), (72, 168, 67), (168, 368, 69)]
    assert int.from_bytes(meta[0x51], "big") == 600_000 and list(meta[0x58][:2]) == [6, 3] and 0x2F in meta


@pytest.mark.parametrize("k", [0, 1000, 3000])
def test_a_real_tune_comes_back_whole_from_its_midi_file(k):
    book = tunes()
    real = [book.words[i] for i in book.tokens(k)[:-1]]
    _, _, notes = parsed(audio.midi(real, "4/4", 133))
    starts = np.cumsum([0, *(n.ticks for n in real)])
    assert notes == [(start, start + n.ticks, n.pitch) for n, start in zip(real, starts, strict=False) if n.pitch != REST]


def test_a_wav_file_lasts_as_long_and_sounds_at_the_pitch():
    with wave.open(io.BytesIO(audio.wav(TUNE, 100))) as file:
        assert (file.getnchannels(), file.getsampwidth(), file.getframerate()) == (1, 2, audio.RATE)
        heard = np.frombuffer(file.readframes(file.getnframes()), "<i2")
    times = audio.seconds(TUNE, 100)
    assert times[-1] == pytest.approx(368 / 48 * 0.6) and len(heard) / audio.RATE == pytest.approx(times[-1] + audio.RELEASE, abs=1e-3)
    assert 2_000 < np.abs(heard.astype(int)).max() < 32_767
    for note, start, end in zip(TUNE, times, times[1:], strict=False):
        inside = heard[int((start + 0.07) * audio.RATE) : int((end - 0.01) * audio.RATE)].astype(float)
        if note.pitch == REST:
            assert np.abs(inside).max() < 200
        else:
            spectrum = np.abs(np.fft.rfft(inside * np.hanning(len(inside)), 1 << 17))
            assert spectrum.argmax() * audio.RATE / (1 << 17) == pytest.approx(audio.frequency(note.pitch), rel=0.01)


def test_a4_has_440_hertz_and_an_octave_twice_as_many():
    assert audio.frequency(69) == 440 and audio.frequency(81) == pytest.approx(880)
