"""Visitors without a browser: they speak Streamlit's own protocol, open a page, press a button, and listen.

    with trainers(url, "playground", query, button="Train", count=10) as crowd: ...

A browser for each would take the processor that they are to leave to others.
"""

import asyncio
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from urllib.parse import urlsplit

import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg


class Visitor:
    def __init__(self, url: str, page: str, query: str):
        self.url, self.page, self.query = url, page, query
        self.messages = 0

    async def press(self, button: str) -> None:
        """Open the page, wait until it is drawn, press the button, and listen to all that follows."""
        place = urlsplit(self.url)
        async with websockets.connect(f"ws://{place.netloc}/_stcore/stream", subprotocols=["streamlit"], max_size=None,  # type: ignore[list-item]
                                      origin=self.url, compression=None, ping_interval=None) as socket:  # type: ignore[arg-type]
            await socket.send(self._rerun(""))
            widget = ""
            while not widget:
                message = ForwardMsg.FromString(await socket.recv())  # type: ignore[arg-type]
                element = message.delta.new_element
                if element.WhichOneof("type") == "button" and element.button.label == button:
                    widget = element.button.id
            await socket.send(self._rerun(widget))
            while True:
                await socket.recv()
                self.messages += 1

    def _rerun(self, pressed: str) -> bytes:
        message = BackMsg()
        message.rerun_script.query_string, message.rerun_script.page_name = self.query, self.page
        message.rerun_script.context_info.url = f"{self.url}/{self.page}"
        if pressed:
            state = message.rerun_script.widget_states.widgets.add()
            state.id, state.trigger_value = pressed, True
        return message.SerializeToString()


async def _crowd(visitors: list[Visitor], button: str, over: asyncio.Event) -> list[BaseException | None]:
    tasks = [asyncio.create_task(visitor.press(button)) for visitor in visitors]
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
