"""What is measured of a live day: what phones and walls saw, as figures, and the whole way."""

import asyncio
import contextlib

import pytest

from analysis.errors import UsageError
from analysis.live.posting import cleaned, judged
from analysis.measure import live_together
from analysis.measure.figures import SMALL, quantile
from analysis.measure.live import counted, live_day
from analysis.measure.live_figures import (
    Step,
    Use,
    answered_a_second,
    of_ceiling,
    of_day,
    of_kills,
    of_people,
    seconds_to_wall,
)
from analysis.measure.live_http import Connection
from analysis.measure.live_phones import Sending, Sent, Target, statement, word_of
from analysis.measure.live_screens import Seen, Visits
from analysis.measure.live_server import Load
from analysis.measure.live_together import Together

TARGET = Target("127.0.0.1", 1, ["CDFHJK"], ["Korte lijnen.", "Te veel loketten"])
NOTHING = (Load(None, None), Load(None, None))


def sent(number: int, due: float, answered: float | None) -> Sent:
    return Sent(statement(TARGET, number), due, answered, tries=1)


def values(figures):
    return {figure.name.strip(): figure.value for figure in figures}


def test_each_statement_can_be_kept_and_ends_in_a_word_of_its_own():
    texts = [statement(TARGET, number) for number in (*range(2_000), 10_000_000, 990_000_000)]
    assert len({word_of(text) for text in texts}) == len(texts)
    assert all(judged(text) is None and cleaned(text) == text for text in texts)


@pytest.mark.parametrize(
    ("part", "value"), [(0.5, 2), (0.95, 4), (0.0, 1), (1.0, 4), (0.25, 1), (0.26, 2)]
)
def test_a_quantile_is_one_of_the_values(part, value):
    assert quantile([3, 1, 4, 2], part) == value


def test_a_statement_is_on_the_wall_as_soon_as_it_or_a_later_one_is():
    posts = [sent(number, number, number + 0.5) for number in range(4)]
    words = [word_of(one.text) for one in posts]
    shown = [(2.0, [words[1], words[0]]), (3.0, [words[0]]), (6.0, [words[2], "vreemd"])]
    assert seconds_to_wall(posts, shown) == [1.5, 0.5, 3.5]


def test_what_was_never_answered_is_an_error_and_no_time():
    use = Use(2, Visits(1, 0, 1.0, 10.0), Sending([sent(0, 0, 0.02), sent(1, 0, None)]), Seen(),
              NOTHING, NOTHING)  # fmt: skip
    told = values(of_day(use, [0.5]))
    assert told["posten, p95"] == pytest.approx(20)
    assert told["fouten"] == 1
    assert told["zichtbaar op de muur, p95"] is None
    assert told["voorstellen staan klaar, p95"] == 0.5
    assert told["rekentijd server"] is None


def test_processor_time_is_a_part_of_one_processor():
    before, after = (Load(100, 2.0), Load(200, 1.0)), (Load(150, 3.0), Load(300, 1.5))
    seen = Seen(reruns=[0.1, 0.2], whole=[0.3], troubles=1)
    use = Use(2, Visits(0, 3, 1.0, 10.0), Sending(), seen, before, after)
    told = values(of_people(use))
    assert told == {
        "matrixpagina, 3 mensen, p95": 200, "hele pagina, p95": 300, "meldingen van fouten": 1,
        "rekentijd server": 10, "posten intussen, p95": None, "fouten": 0,
    }  # fmt: skip


def test_the_ceiling_is_the_last_rate_that_was_answered_in_time():
    fine = Sending([sent(number, number / 10, number / 10 + 0.05) for number in range(20)])
    slow = Sending([sent(number, number / 20, number / 20 + 2) for number in range(20)])
    (figure,) = of_ceiling([Step(10, fine), Step(20, slow)])
    assert figure.value == pytest.approx(20 / 1.95)
    assert "bij 20 per seconde was p95 meer dan 1 s" in figure.how
    assert "hoger is niet geprobeerd" in of_ceiling([Step(10, fine)])[0].how
    assert answered_a_second([sent(0, 0, None)]) == 0


def test_lost_and_doubled_are_counted():
    posts = [sent(0, 0, 1), sent(1, 0, 1), sent(2, 0, None), sent(3, 0, 1)]
    stored = [posts[0].text, posts[1].text, posts[1].text]
    told = values(of_kills(counted(posts, stored, [1.0, 1.5])))
    assert told == {
        "kwijt na kill -9": 1, "dubbel": 1, "nooit beantwoord": 1, "van start tot gezond": 1.5,
    }  # fmt: skip


def test_all_begin_together(tmp_path):
    together = Together(tmp_path)

    async def two():
        starting = asyncio.to_thread(together.start, ["a", "b"])
        return await asyncio.gather(together.begin("a"), together.begin("b"), starting)

    assert len(set(asyncio.run(two()))) == 1


def test_who_never_comes_is_told(tmp_path, monkeypatch):
    monkeypatch.setattr(live_together, "_PATIENCE", 0)
    with pytest.raises(UsageError, match="te druk"):
        Together(tmp_path).start(["a"])


def test_a_connection_is_kept_and_opened_anew_when_the_server_hung_up():
    ended = asyncio.Semaphore(0)

    async def answer(reader, writer):
        with contextlib.suppress(asyncio.IncompleteReadError):
            for _ in range(2):
                head = await reader.readuntil(b"\r\n\r\n")
                posted = head.startswith(b"POST") and await reader.readexactly(9) == b"tekst=a+b"
                first = b"303 See Other\r\nLocation: /dank" if posted else b"200 OK"
                writer.write(b"HTTP/1.1 " + first + b"\r\nContent-Length: 2\r\n\r\nok")
        writer.close()
        await writer.wait_closed()
        ended.release()

    async def use():
        server = await asyncio.start_server(answer, "127.0.0.1", 0)
        connection = Connection("127.0.0.1", server.sockets[0].getsockname()[1])
        answers = [await connection.get("/"), await connection.post("/", {"tekst": "a b"})]
        await asyncio.sleep(0.05)  # until the server hung up
        answers.append(await connection.get("/"))
        connection.close()
        server.close()
        for _ in range(2):
            await ended.acquire()
        return [(one.status, one.location, one.body) for one in answers]

    assert asyncio.run(use()) == [(200, "", b"ok"), (303, "/dank", b"ok"), (200, "", b"ok")]


def test_a_live_day_is_measured_in_the_real_app():
    told = {}
    for figure in live_day(SMALL):
        told.setdefault(figure.name.strip(), figure)
    for name in (
        "posten, p95", "zichtbaar op de muur, p95", "voorstellen staan klaar, p95",
        "matrixpagina, 2 mensen, p95", "matrixpagina, 3 mensen, p95", "plafond",
        "van start tot gezond",
    ):  # fmt: skip
        assert told[name].value is not None, name
        assert told[name].value > 0, name
        assert told[name].count > 0, name
    nothing = ("fouten", "meldingen van fouten", "kwijt na kill -9", "dubbel", "nooit beantwoord")
    assert {name: told[name].value for name in nothing} == dict.fromkeys(nothing, 0)
    assert told["kwijt na kill -9"].count > SMALL.live.phones
