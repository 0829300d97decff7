"""Where an embedded installation keeps its database, files, keys and logs: `MOTCUA_HOME`, by default `var/`."""

import os
import secrets
from pathlib import Path


def embedded_home() -> Path:
    """Return the installation's folder, made when it is missing, readable by its owner only."""
    # `var/` sits beside the checkout, so the command works from any folder.
    checkout = Path(__file__).resolve().parents[3]
    default = checkout / "var" if (checkout / "pyproject.toml").exists() else Path.home() / ".motcua"
    home = Path(os.environ.get("MOTCUA_HOME") or default).resolve()
    for folder in (home, home / "files", home / "keys", home / "logs", home / "static"):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return home


def secret(home: Path, name: str) -> str:
    """Return the named secret of this installation, made at first use; two processes starting at once agree on one."""
    path = home / "keys" / f"{name}.key"
    if not path.exists():
        draft = path.with_suffix(f".{os.getpid()}.tmp")
        draft.write_text(secrets.token_urlsafe(48), encoding="ascii")
        draft.chmod(0o600)
        try:
            os.link(draft, path)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return path.read_text(encoding="ascii")
