"""In which ways the provider can be wrong: a user of such a name gets a token with that fault."""

from __future__ import annotations

OTHER_ISSUER, EXPIRED, OTHER_AUDIENCE = "other-issuer", "expired", "other-audience"
UNVERIFIED, OTHER_SUBJECT = "unverified", "other-subject"
