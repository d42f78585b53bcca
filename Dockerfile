# One image; what it runs is said by the command: web, worker, clock, migrate.
# The base is pinned by tag alone: where this was written no image could be fetched, so no digest
# was known. Who builds for service adds it: FROM python:3.11-slim-bookworm@sha256:…
FROM python:3.11-slim-bookworm AS build

WORKDIR /build
RUN python -m venv /venv

# What builds comes first, and nothing is installed whose hash is not in a lock file.
COPY requirements-build.lock requirements.lock ./
RUN /venv/bin/pip install --no-cache-dir --require-hashes --requirement requirements-build.lock \
    && /venv/bin/pip install --no-cache-dir --require-hashes --no-build-isolation --use-pep517 \
        --requirement requirements.lock

COPY . .
RUN /venv/bin/pip install --no-cache-dir --no-deps --no-build-isolation .


FROM python:3.11-slim-bookworm

RUN useradd --system --uid 10001 --no-create-home --shell /usr/sbin/nologin madobe
COPY --from=build /venv /venv
COPY schedules.yaml /etc/madobe/schedules.yaml

ENV PATH=/venv/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    MADOBE_SCHEDULES=/etc/madobe/schedules.yaml

WORKDIR /tmp
USER 10001
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=4s --start-period=20s \
    CMD ["python", "-c", "from urllib.request import urlopen; urlopen('http://127.0.0.1:8080/live', timeout=3)"]
ENTRYPOINT ["madobe"]
CMD ["web", "--address", "0.0.0.0", "--port", "8080"]
