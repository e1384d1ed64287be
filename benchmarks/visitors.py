"""Visitors without a browser: they speak Streamlit's protocol, open a page, move a slider, press a button, and listen.

    with trainers(url, "playground", query, button="Train", count=10) as crowd: ...

A browser for each would take the processor that they are to leave to others.
"""

import asyncio
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from types import TracebackType
from typing import Self
from urllib.parse import parse_qs, urlencode, urlsplit

import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Element_pb2 import Element
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState

PATIENCE = 120.0  # seconds for one run
FINISHED = (ForwardMsg.FINISHED_SUCCESSFULLY, ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY)


def finished(message: ForwardMsg) -> bool:
    """Whether a script has come to its end; not so when it only begins anew, as st.rerun makes it."""
    return message.WhichOneof("type") == "script_finished" and message.script_finished in FINISHED


class Visitor:
    """One session on one page, as a browser has it: `async with Visitor(url, "code", "seed=3") as visitor: ...`"""

    def __init__(self, url: str, page: str, query: str = ""):
        self.url, self.page, self.query = url, page, parse_qs(query, keep_blank_values=True)
        self.messages = 0
        self.widgets: dict[tuple[str, str], tuple[Element, str]] = {}  # (type, name): the element and its fragment
        self._state: dict[str, WidgetState] = {}
        self._script, self._known = "", set[str]()

    async def __aenter__(self) -> Self:
        place = urlsplit(self.url).netloc
        self._socket = await websockets.connect(
            f"ws://{place}/_stcore/stream", subprotocols=["streamlit"],  # type: ignore[list-item]
            origin=self.url,  # type: ignore[arg-type]
            max_size=None, compression=None, ping_interval=None, open_timeout=PATIENCE)
        return self

    async def __aexit__(self, kind: type | None, error: BaseException | None, trace: TracebackType | None) -> None:
        await self._socket.close()

    async def run(self, fragment: str = "") -> float:
        """Have the page, or a fragment of it, drawn: seconds from the request to the end of the script.

        RuntimeError when an exception is drawn; TimeoutError after PATIENCE.
        """
        start = time.perf_counter()
        await self.ask(fragment)
        async with asyncio.timeout(PATIENCE):
            while not finished(await self.hear()):
                pass
        return time.perf_counter() - start

    async def move(self, name: str, value: float) -> float:
        """Set the slider, named as in the link or else by its label, to a value, and wait for what follows: seconds."""
        element, fragment = self.widgets["slider", name]
        state = self._state[element.slider.id] = WidgetState(id=element.slider.id)
        state.double_array_value.data.append(value)
        if element.slider.query_param_key:
            self.query[element.slider.query_param_key] = [f"{value:g}"]
        return await self.run(fragment)

    async def press(self, label: str) -> None:
        """Click on the button, and do not wait."""
        element, fragment = self.widgets["button", label]
        self._state[element.button.id] = WidgetState(id=element.button.id, trigger_value=True)
        await self.ask(fragment)
        del self._state[element.button.id]

    async def ask(self, fragment: str = "") -> None:
        message = BackMsg()
        request = message.rerun_script
        request.query_string, request.page_script_hash = urlencode(self.query, doseq=True), self._script
        request.page_name, request.fragment_id = "" if self._script else self.page, fragment
        request.context_info.url = f"{self.url}/{self.page}"
        request.cached_message_hashes.extend(self._known)
        request.widget_states.widgets.extend(self._state.values())
        await self._socket.send(message.SerializeToString())

    async def hear(self) -> ForwardMsg:
        """The next message, with a note of what the browser would keep of it."""
        message = ForwardMsg.FromString(await self._socket.recv())  # type: ignore[arg-type]
        self.messages += 1
        if message.HasField("new_session"):
            self._script = message.new_session.page_script_hash
        if message.metadata.cacheable:
            self._known.add(message.hash)
        if message.delta.HasField("new_element"):
            self._keep(message.delta.new_element, message.delta.fragment_id)
        return message

    def _keep(self, element: Element, fragment: str) -> None:
        kind = element.WhichOneof("type")
        if kind == "exception":
            raise RuntimeError(f"{self.page or 'start'}: {element.exception.type}: {element.exception.message}")
        if kind == "slider":
            self.widgets[kind, element.slider.query_param_key or element.slider.label] = element, fragment
        elif kind == "button":
            self.widgets[kind, element.button.label] = element, fragment


async def _train(visitor: Visitor, button: str) -> None:
    async with visitor:
        await visitor.run()
        await visitor.press(button)
        while True:
            await visitor.hear()


async def _crowd(visitors: list[Visitor], button: str, over: asyncio.Event) -> list[BaseException | None]:
    tasks = [asyncio.create_task(_train(visitor, button)) for visitor in visitors]
    await over.wait()
    failed = [task.exception() for task in tasks if task.done()]
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    return failed


@contextmanager
def trainers(url: str, page: str, query: str, button: str, count: int) -> Iterator[list[Visitor]]:
    """So many visitors at once, until the block ends; RuntimeError when one of them fell out."""
    visitors, over, loop = [Visitor(url, page, query) for _ in range(count)], asyncio.Event(), asyncio.new_event_loop()
    with ThreadPoolExecutor(1) as pool:
        found = pool.submit(loop.run_until_complete, _crowd(visitors, button, over))
        try:
            yield visitors
        finally:
            loop.call_soon_threadsafe(over.set)
            failed = found.result(30)
    if failed:
        raise RuntimeError(f"{len(failed)} of {count} visitors fell out: {failed[0]!r}")
