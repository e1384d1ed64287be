import subprocess
import sys


def test_an_unknown_family_is_answered_with_those_there_are():
    done = subprocess.run([sys.executable, "-m", "rnn_core.train.data", "poems"], capture_output=True, text=True)
    assert done.returncode == 1 and "FAMILY is one of" in done.stderr
