"""How two models are timed."""

from tests.bench.speed import BLOCK, WARM_UP, compare


async def test_two_models_take_turns_over_the_same_messages() -> None:
    called: list[tuple[str, str]] = []

    async def ours(text: str) -> None:
        called.append(("ours", text))
        sum(range(1000))  # costs some time, so that ratios can be taken

    async def stock(text: str) -> None:
        called.append(("stock", text))

        sum(range(1000))  # costs some time, so that ratios can be taken

    texts = [str(number) for number in range(2 * BLOCK + 10)]
    measured = await compare(ours, stock, texts)
    timed = called[2 * WARM_UP :]
    assert [name for name, _ in timed[: 2 * BLOCK]] == ["ours"] * BLOCK + ["stock"] * BLOCK
    for name in ("ours", "stock"):
        assert [text for who, text in timed if who == name] == texts
    assert measured["messages"] == len(texts)
    assert set(measured) == {
        "messages", "p50_ms", "p95_ms", "stock_p50_ms", "stock_p95_ms", "p50_ratio", "p95_ratio",
        "cpu_p50_ratio", "cpu_p95_ratio",
    }  # fmt: skip
