# docker build -t onefold .
# docker run -p 8080:8080 -v onefold-data:/data -v ./onefold.yaml:/etc/onefold/onefold.yaml:ro onefold \
#   --config /etc/onefold/onefold.yaml
#
# The node listens to others, so it needs accounts with keys of your own: it refuses to start with
# the development keys. Accounts can come from the file or from ONEFOLD_ACCOUNTS, as JSON.
#
# Several nodes that are one: config/cluster.

FROM maven:3-eclipse-temurin-25 AS build
WORKDIR /build
# Dependencies change less often than sources: a layer of their own keeps them between builds.
COPY pom.xml .
COPY .mvn .mvn
RUN mvn -B dependency:resolve dependency:resolve-plugins
COPY config config
COPY src src
# Tests belong to .ci/run, which has room for them.
RUN mvn -B -DskipTests package

FROM eclipse-temurin:25-jre
# A number, so that a platform can see that it is not root without looking into /etc/passwd.
RUN groupadd --gid 10001 onefold \
  && useradd --uid 10001 --gid 10001 --no-create-home --shell /usr/sbin/nologin onefold \
  && mkdir /data \
  && chown 10001:10001 /data
COPY --from=build /build/target/onefold.jar /opt/onefold/onefold.jar
COPY config/onefold.yaml /opt/onefold/config/onefold.yaml
WORKDIR /opt/onefold
USER 10001:10001

# Inside a container, loopback would be reached by nobody.
ENV ONEFOLD_HTTP_HOST=0.0.0.0 \
    ONEFOLD_DATA_DIR=/data
# Journal, checkpoints, history and the generated identity key: what must outlive the container. In a
# cluster, whose Redis and key are elsewhere, only which shards held data.
VOLUME /data
# HTTP; and, for the other nodes of a cluster alone, Hazelcast and the event bus.
EXPOSE 8080 5701 5702

# Bash speaks enough HTTP to ask; the image has no curl. Ready, not just alive: restoring from a large
# journal may take its time, hence the start period.
HEALTHCHECK --interval=10s --timeout=3s --start-period=60s --retries=3 \
  CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/${ONEFOLD_HTTP_PORT:-8080} && printf 'GET /health/ready HTTP/1.0\\r\\n\\r\\n' >&3 && head -n 1 <&3 | grep -q ' 200 '"]

# The form with brackets makes Java process 1, so that it gets the SIGTERM of `docker stop` itself.
# Half of the memory for the heap: the embedded Redis lives in the other.
ENTRYPOINT ["java", "-XX:+UseCompactObjectHeaders", "-XX:MaxRAMPercentage=50", "-XX:InitialRAMPercentage=5", "-XX:+UseTransparentHugePages", "-XX:+ExitOnOutOfMemoryError", "-Djava.util.concurrent.ForkJoinPool.common.parallelism=2", "--sun-misc-unsafe-memory-access=allow", "--enable-native-access=ALL-UNNAMED", "-jar", "onefold.jar"]
