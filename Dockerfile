# The image of one function, or of all of them: docker build --build-arg FUNCTION=gateway -t gateway .
# BACKEND=vendor leaves the engine out. BASE is any image with Python 3.11, pip and bash.
ARG BASE=python:3.11-slim-bookworm

FROM ${BASE} AS package
ARG FUNCTION=qrcode
ARG BACKEND=any
WORKDIR /source
COPY . .
RUN machine=$(uname -m | sed s/aarch64/arm64/) \
    && python3 scripts/package --backend "$BACKEND" --machine "$machine" --no-zip --output dist "$FUNCTION" \
    && mv dist/* function

FROM ${BASE}
COPY --from=package /source/function /function
ENV PORT=8080
EXPOSE 8080
# No user of the image owns a file of the function, and only /tmp is written to: run it with --read-only --tmpfs /tmp.
USER 65532:65532
HEALTHCHECK --interval=30s --timeout=10s --start-period=10s --retries=6 \
    CMD ["python3", "-c", "import os, urllib.request as web; web.urlopen(f'http://127.0.0.1:{os.environ[\"PORT\"]}/healthz', timeout=9)"]
ENTRYPOINT ["/function/scf_bootstrap"]
