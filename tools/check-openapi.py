"""Checks the OpenAPI document of a running server against the OpenAPI 3.1 specification.

    pip install openapi-spec-validator
    python3 tools/check-openapi.py http://127.0.0.1:8080
"""

import json
import sys
import urllib.request

from openapi_spec_validator import validate

root = sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:8080"
with urllib.request.urlopen(root + "/api/openapi.json", timeout=10) as response:
    document = json.load(response)
validate(document)
print(f"{root}/api/openapi.json is valid OpenAPI {document['openapi']}: {len(document['paths'])} paths")
