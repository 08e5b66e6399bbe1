"""What happens to every request, whoever serves it: it is read, judged, served, and answered in the vendor's form."""

import logging
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import flask

from shared import accounts, admission, body, config, errors, log, responses
from shared.backend import Answer, File, Passed
from shared.bilingual import Language, preferred
from shared.call import Call, new_rid
from shared.wire import Wire

logger = logging.getLogger(__name__)


class Answering:
    """Answers requests in one wire form, in JSON whatever happens between.

    `admit` gives the call of a caller who may make it, and raises a ServiceError for another; `serve` gives the answer,
    and who gave it. With `private`, the log has of an unexpected error its type and its place, and not its text.
    """

    def __init__(
        self,
        wire: Wire,
        admit: Callable[[Call], Call],
        serve: Callable[[Call], tuple[Answer, str]],
        *,
        private: bool = False,
    ) -> None:
        self._wire, self._admit, self._serve, self._private = wire, admit, serve, private

    def __call__(self, request: flask.Request, instead: errors.ServiceError | None = None) -> flask.Response:
        """Answer one request and log it. Never raises. `instead` is an error to answer with instead of serving."""
        started = time.perf_counter()
        call, served_by = Call(rid=new_rid(), language=self._language(request)), "local"
        answer: Answer
        try:
            content = self._body(request)
            call = replace(call, cloud_call=self._wire.cloud_form(content))
            if instead is not None:
                raise instead
            if content:
                self._judge_head(request)
            with admission.called(len(content)):
                call = self._admit(replace(self._read(request, content), rid=call.rid, language=call.language))
                answer, served_by = self._serve(call)
            response = self._written(answer, call, request)
        except Exception as error:
            if not isinstance(error, errors.ServiceError):
                facts = {"function": self._wire.function, "rid": call.rid}
                shown = log.without_text(error) if self._private else error
                logger.exception("system error", exc_info=shown, extra={"facts": facts})
            answer, response = self._failed(error, call)
            served_by = "vendor" if isinstance(error, errors.VendorFailure) else "local"
        response.headers["X-Served-By"] = served_by
        if accounts.partial(answer):
            response.headers["X-Partial"] = "1"
        trace = log.trace_of(request.headers)
        accounts.note(self._wire, call, answer, served_by, time.perf_counter() - started, trace)
        return response

    def _body(self, request: flask.Request) -> bytes:
        """The body of a request by a method that is taken; of any other one nothing is kept."""
        seconds, methods = config.settings().upload_seconds, self._wire.methods
        if methods and request.method not in methods:
            body.discard(request, seconds)
            raise errors.WrongMethod(methods[-1])
        return body.read(request, self._wire.body_limit(), seconds)

    def _judge_head(self, request: flask.Request) -> None:
        """Judge a token that stands in front of the body before that is parsed, which may take long."""
        head = self._read(request, b"")
        if head.token is not None or not self._wire.token_in_body:
            self._admit(head)

    def _read(self, request: flask.Request, content: bytes) -> Call:
        query = request.query_string.decode("utf-8", "replace")
        return self._wire.read(request.method, request.path, query, request.headers, content)

    def _written(self, answer: Answer, call: Call, request: flask.Request) -> flask.Response:
        if isinstance(answer, Passed):
            return responses.passed(answer)
        if isinstance(answer, File):
            return responses.file(answer, request)
        return self._json(answer, call)

    def _failed(self, error: Exception, call: Call) -> tuple[Answer, flask.Response]:
        answer = self._wire.failure(error, call.rid, call.language)
        response = self._json(answer, call)
        if isinstance(error, errors.ServiceError) and error.retry_after_s:
            response.headers["Retry-After"] = str(max(1, round(error.retry_after_s)))
        return answer, response

    def _language(self, request: flask.Request) -> Language:
        """The language of our sentences in the answer."""
        fixed = config.settings().hint_language
        return preferred(request.headers.get("Accept-Language", ""), self._wire.language) if fixed == "auto" else fixed

    def _json(self, answer: Mapping[str, Any], call: Call) -> flask.Response:
        response = responses.json(self._wire.encode(answer, call))
        if config.settings().hint_language == "auto":
            response.headers["Vary"] = "Accept-Language"
        return response
