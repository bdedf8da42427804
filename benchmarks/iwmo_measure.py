"""Measures the iWmo and iJw package: mutated files, generated lives, and a large claim.

Run by hand: `python benchmarks/iwmo_measure.py mutants|lives|claim [--count N] [--seed S] [--shape good|faulty|odd]`.
Needs ../shared/standards (the schemas); says so and ends with code 3 when absent. Results are in
docs/reference/iwmo-measured.md.
"""

import argparse
import collections
import datetime as dt
import io
import resource
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "tests" / "spec" / "iwmo")]
SHARED = ROOT.parent / "shared" / "standards" / "istandaarden"
LISTED = {"entity": "DOCTYPE", "declared": "UTF-8"}


def peak() -> float:
    """Most memory so far, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def mutants(count: int, seed: int) -> int:
    """Mutated samples and generated messages: our judgement of structure against that of the schema."""
    from iwmo_mutants import mutant
    from iwmo_worlds import BUILDERS, World

    from ontschot.exchange.iwmo import Sources, check, write
    from ontschot.exchange.iwmo.xml.kinds import BY_NAME
    from ontschot.exchange.iwmo.xml.schemas import second_opinion

    files = [(p.stem, p.read_bytes()) for p in sorted((SHARED / "samples").glob("*.xml")) if p.stem != "JW318"]
    files += [(World(s, n).message.kind.name, write(World(s, n).message)) for s in ("wmo", "jw") for n in BUILDERS]
    outcome: collections.Counter[str] = collections.Counter()
    slowest, unlisted = 0.0, []
    sources = Sources(today=dt.date(2030, 1, 1))
    for number in range(count):
        name, data = files[number % len(files)]
        mutation, changed = mutant(data, seed + number)
        start = time.perf_counter()
        judgement = check(changed, sources=sources)
        slowest = max(slowest, time.perf_counter() - start)
        ours = any(fault.envelope_code and fault.rule in ("XSD", "XML", "ZIP", "OP179") for fault in judgement.faults)
        theirs = bool(second_opinion(changed, BY_NAME[name], SHARED / "xsd"))
        if ours == theirs:
            outcome["both refuse" if ours else "both accept"] += 1
        elif ours and LISTED.get(mutation, "\0") in judgement.faults[0].en:
            outcome[f"only we refuse: {LISTED[mutation]} (listed)"] += 1
        else:
            unlisted.append((seed + number, name, mutation))
    print(f"{count} files, seed {seed}: {dict(outcome)}; unlisted differences: {unlisted}")
    print(f"slowest {slowest:.3f} s, peak {peak():.0f} MB (schemas and generators included)")
    return 1 if unlisted else 0


def lives(count: int, seed: int) -> int:
    """Generated lives: every message written, judged by schema and by rules."""
    from iwmo_lives import Life

    from ontschot.exchange.iwmo import Judgement, Message, write
    from ontschot.exchange.iwmo.xml.schemas import second_opinion

    seen: collections.Counter[str] = collections.Counter()
    bad: list[tuple[int, str, object]] = []

    def visit(message: Message, judgement: Judgement) -> None:
        seen[message.kind.name] += 1
        errors = second_opinion(write(message, judge=False), message.kind, SHARED / "xsd")
        if judgement.faults or errors:
            bad.append((number, message.kind.name, [fault.rule for fault in judgement.faults] or errors))

    start = time.perf_counter()
    for number in range(seed, seed + count):
        Life("wmo" if number % 2 else "jw", number, visit).live()
    took = time.perf_counter() - start
    print(f"{count} lives, seed {seed}: {sum(seen.values())} messages in {took:.0f} s, not valid: {len(bad)} {bad[:3]}")
    print(dict(sorted(seen.items())))
    return 1 if bad else 0


def claim_file(count: int, shape: str) -> bytes:
    """A claim of so many lines, four to a client; `faulty`: each hundredth has a wrong code; `odd`: with comments."""
    from iwmo_worlds import World

    from ontschot.exchange.iwmo import write
    from ontschot.exchange.iwmo.rules.elements import passes_eleven_test

    xml = write(World("wmo", 323).message).decode()
    head, rest = xml.split("<wmo323:Clienten>")
    client, tail = rest.split("</wmo323:Client>", 1)
    numbers = (text for text in map(str, range(100_000_000, 999_999_999)) if passes_eleven_test(text))
    start, single = client.split("<wmo323:Prestaties>")
    single = single.split("</wmo323:Prestaties>")[0]
    out = io.StringIO()
    out.write(head.replace(">60000<", f">{60000 * count}<") + "<wmo323:Clienten>")
    for first in range(0, count, 4):
        out.write(start.replace("999900006", next(numbers)) + "<wmo323:Prestaties>")
        for number in range(first, min(first + 4, count)):
            text = single.replace("P-1", f"P-{number}").replace(">101<", f">{number + 1}<")
            if shape == "faulty" and number % 100 == 0:
                text = text.replace("Eenheid>04<", "Eenheid>99<")
            if shape == "odd":
                text = text.replace("<wmo323:GeleverdVolume>", "<!-- x --><wmo323:GeleverdVolume>")
            out.write(text)
        out.write("</wmo323:Prestaties></wmo323:Client>")
    out.write(tail)
    return out.getvalue().encode()


def claim(count: int, shape: str) -> int:
    """The same file by lxml alone (parse and validate) and by us (parse and judge), each in its own process."""
    file = Path(f"/tmp/iwmo-claim-{count}-{shape}.xml")  # noqa: S108
    file.write_bytes(claim_file(count, shape))
    print(f"{count} lines ({shape}), {file.stat().st_size / 1e6:.0f} MB")
    for part in ("lxml", "ours", "lxml", "ours"):
        subprocess.run([sys.executable, __file__, "part", "--part", part, "--file", str(file)], check=True)
    file.unlink()
    return 0


def part(name: str, file: Path) -> int:
    """One measurement in a fresh process."""
    from lxml import etree

    data = file.read_bytes()
    before = peak()
    if name == "lxml":
        schema = etree.XMLSchema(etree.parse(str(SHARED / "xsd" / "wmo-3.2" / "wmo323.xsd")))
        start = time.perf_counter()
        outcome = schema.validate(etree.fromstring(data, etree.XMLParser(huge_tree=True)))
    else:
        from ontschot.exchange.iwmo import Limits, Sources, check

        start = time.perf_counter()
        found = check(data, limits=Limits(max_bytes=10**9), sources=Sources(today=dt.date(2030, 1, 1)))
        outcome = found.valid or [fault.rule for fault in found.faults][:3]
    took = time.perf_counter() - start
    print(f"  {name}: {took:.2f} s, {outcome}, peak {peak():.0f} MB (with the file itself: {before:.0f})")
    return 0


def main() -> int:
    """Command line; exit code 1 when a measurement finds something wrong, 3 when the schemas are absent."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=["mutants", "lives", "claim", "part"])
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--shape", choices=["good", "faulty", "odd"], default="good")
    parser.add_argument("--part", default="ours")
    parser.add_argument("--file", type=Path)
    given = parser.parse_args()
    if not SHARED.is_dir():
        print("the standards of others (../shared/standards) are not on this machine", file=sys.stderr)
        return 3
    if given.what == "mutants":
        return mutants(given.count, given.seed)
    if given.what == "lives":
        return lives(given.count, given.seed)
    if given.what == "claim":
        return claim(given.count, given.shape)
    return part(given.part, given.file)


if __name__ == "__main__":
    sys.exit(main())
