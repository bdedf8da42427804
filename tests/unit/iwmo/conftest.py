"""The small worlds of traffic in tests/spec/iwmo serve here too; they need nothing of others."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "spec" / "iwmo"))
