"""Ask a remote SPARQL endpoint: the only module that names SPARQLWrapper."""

from __future__ import annotations

import json
from contextlib import closing
from http.client import HTTPException
from urllib.error import HTTPError, URLError

from SPARQLWrapper import JSON, POST, SELECT, SPARQLWrapper
from SPARQLWrapper.SPARQLExceptions import SPARQLWrapperException

from restokg import __version__
from restokg.errors import RemoteError, UsageError
from restokg.questions.answers import Answer, from_results


def ask(endpoint: str, query: str, *, timeout: float = 60) -> Answer:
    """Return the endpoint's answer to a SELECT or ASK query, sent by POST.

    It is given up after ``timeout`` seconds without a byte.

    Raises:
        UsageError: If the address is not one of the web.
        RemoteError: If the endpoint cannot be reached, refuses, or answers something else than
            SPARQL 1.1 Query Results JSON.
    """
    if not endpoint.startswith(("http://", "https://")):
        raise UsageError(
            f"{endpoint!r} is not the address of an endpoint; it begins with https://."
        )
    wrapper = SPARQLWrapper(endpoint, agent=f"restokg/{__version__}")
    wrapper.setReturnFormat(JSON)
    wrapper.setMethod(POST)
    wrapper.setTimeout(max(1, round(timeout)))
    wrapper.setQuery(query)
    # It takes words of comments, such as "add", for the form; SELECT and ASK are sent alike.
    wrapper.queryType = SELECT
    try:
        with closing(wrapper.query().response) as response:
            body = response.read()
    except (SPARQLWrapperException, HTTPError) as error:
        for failed in (error, error.__context__):
            if isinstance(failed, HTTPError):
                failed.close()
        raise RemoteError(endpoint, f"The endpoint refused: {_first_line(error)}") from None
    except TimeoutError:
        raise RemoteError(endpoint, f"No answer within {timeout:g} seconds.") from None
    except URLError as error:
        raise RemoteError(
            endpoint, f"The endpoint cannot be reached ({error.reason}). Check the address."
        ) from None
    except (OSError, ValueError, HTTPException) as error:
        raise RemoteError(endpoint, f"The connection broke: {_first_line(error)}.") from None
    try:
        return from_results(json.loads(body))
    except (ValueError, KeyError, TypeError, AttributeError):
        raise RemoteError(
            endpoint, "The answer is not SPARQL results in JSON. Is this a SPARQL endpoint?"
        ) from None


def _first_line(error: Exception) -> str:
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    return lines[0] if lines else type(error).__name__
