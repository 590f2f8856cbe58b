"""Sign and verify with `ssh-keygen -Y`: towns have SSH keys already, and need no new tool."""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path
from typing import Final

from lprpolicy.errors import LprPolicyError, UsageError
from lprpolicy.host.outside import resolve

NAMESPACE: Final = "lprpolicy-gate"
_SECONDS: Final = 600
"""After this many seconds `ssh-keygen` hangs; no machine needs as long."""


class SignatureError(LprPolicyError):
    """A signature could not be made, or does not verify."""

    exit_code = 1
    consequence = "the gate stays shut: nothing may be applied"


def sign(data: bytes, key: Path) -> str:
    """Sign data with a private key, or with the public key of one that an agent holds."""
    if not key.is_file():
        raise UsageError(f"{key}: there is no such key")
    done = _run(["-Y", "sign", "-f", str(resolve(key)), "-n", NAMESPACE], data)
    if done.returncode:
        raise SignatureError(
            f"{key}: the key did not sign: {_reason(done)}",
            hint="a key with a passphrase signs through ssh-agent: give its .pub file",
        )
    return done.stdout.decode("ascii")


def verify(data: bytes, signature: bytes, allowed: Path, signer: str) -> None:
    """Verify a signature; a SignatureError unless an allowed key of this signer made it."""
    if not allowed.is_file():
        raise UsageError(f"{allowed}: there is no such list of allowed signers")
    if not signer or signer.startswith("-"):
        raise UsageError(f"{signer!r} is no signer", hint="a name in the list of allowed signers")
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "statement.sig"
        file.write_bytes(signature)
        arguments = ["-Y", "verify", "-f", str(resolve(allowed)), "-I", signer]
        done = _run([*arguments, "-n", NAMESPACE, "-s", str(file)], data)
    if done.returncode:
        raise SignatureError(f"no allowed key of {signer} made this signature: {_reason(done)}")


def _run(arguments: list[str], data: bytes) -> subprocess.CompletedProcess[bytes]:
    try:
        return subprocess.run(
            ["ssh-keygen", *arguments],
            input=data,
            capture_output=True,
            timeout=_SECONDS,
            check=False,
        )
    except FileNotFoundError:
        raise UsageError("the program ssh-keygen is not here", hint="install OpenSSH") from None
    except subprocess.TimeoutExpired:
        raise SignatureError(f"ssh-keygen did not answer within {_SECONDS} seconds") from None


def _reason(done: subprocess.CompletedProcess[bytes]) -> str:
    said = done.stderr.decode("utf-8", "replace") or done.stdout.decode("utf-8", "replace")
    return " ".join(said.split()) or "no reason given"
