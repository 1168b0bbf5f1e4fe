"""To be imported before Jupyter's libraries by whoever is waited for."""

import sys

# jsonschema takes a second to build a checker of web addresses, which notebooks do not need
sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]
