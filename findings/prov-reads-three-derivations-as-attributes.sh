#!/usr/bin/env bash
# prov 3.2.3: of the derivations that PROV-O states by a property alone, only prov:wasDerivedFrom is read as one.
# prov:wasQuotedFrom, prov:wasRevisionOf and prov:hadPrimarySource, all of them its subproperties, become attributes of
# the entity, and prov:generatedAtTime no generation. Who asks the document for its derivations misses them. Stated as
# prov:qualifiedQuotation, the same quotation is a derivation of the type prov:Quotation.
#
# Seen:  wasDerivedFrom: 1 derivation
#        wasQuotedFrom: 0 derivations
#        wasRevisionOf: 0 derivations
#        hadPrimarySource: 0 derivations
#        qualifiedQuotation: 1 derivation, prov:Quotation
set -euo pipefail
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT
"${PYTHON:-python3}" -m pip install -q --disable-pip-version-check --target "$dir" 'prov[rdf]==3.2.3'
PYTHONPATH=$dir PYTHONDONTWRITEBYTECODE=1 "${PYTHON:-python3}" - <<'PY'
from prov.model import PROV_TYPE, ProvDerivation, ProvDocument

HEAD = """@prefix prov: <http://www.w3.org/ns/prov#> . @prefix ex: <http://e.example/> .
ex:note a prov:Entity . ex:letter a prov:Entity . ex:note """


def derivations(statement):
    document = ProvDocument.deserialize(content=f"{HEAD}{statement} .", format="rdf", rdf_format="turtle")
    return list(document.get_records(ProvDerivation))


for name, count in (("wasDerivedFrom", 1), ("wasQuotedFrom", 0), ("wasRevisionOf", 0), ("hadPrimarySource", 0)):
    found = derivations(f"prov:{name} ex:letter")
    print(f"{name}: {len(found)}")
    assert len(found) == count
[found] = derivations("prov:qualifiedQuotation [ a prov:Quotation ; prov:entity ex:letter ]")
kinds = {str(kind) for kind in found.get_attribute(PROV_TYPE)}
print("qualifiedQuotation: 1", kinds)
assert kinds == {"prov:Quotation"}
PY
