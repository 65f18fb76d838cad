package io.onefold.http;

import static io.onefold.http.Replied.assertAccepted;
import static io.onefold.http.Replied.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.onefold.event.Limits;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BodiesIT {

  private static final String TRACK = "{\"event\":\"E\",\"anonymousId\":\"a1\"}";
  private static final String AUTHORIZATION =
      "Authorization: " + HttpNode.basic(HttpNode.BROWSER) + "\r\n";

  private HttpNode node;

  @BeforeAll
  void start() {
    node = HttpNode.usual();
  }

  @AfterAll
  void stop() {
    node.close();
  }

  private static String padded(int bytes) {
    return "{\"event\":\"E\",\"anonymousId\":\"a1\",\"pad\":\"" + "x".repeat(bytes) + "\"}";
  }

  @Test
  void single_atItsBound_isAccepted() {
    String body = padded(HttpNode.BODY_BYTES_MAX - padded(0).length());

    assertThat(body).hasSize(HttpNode.BODY_BYTES_MAX);
    assertAccepted(node.post("/v1/track", body));
  }

  @Test
  void single_oneByteBeyondItsBound_isTooLarge() {
    String body = padded(HttpNode.BODY_BYTES_MAX + 1 - padded(0).length());

    assertRefused(node.post("/v1/track", body), 413, "too_large");
  }

  @Test
  void event_beyondItsBound_isTooLargeAlone_andRejectedInABatch() throws IOException {
    String large = padded(Limits.EVENT_BYTES_MAX);
    assertRefused(postGzip("/v1/track", large), 413, "event_too_large");

    String both = "{\"type\":\"track\"," + TRACK.substring(1) + ",{\"type\":\"track\",";
    HttpResponse<String> batch =
        node.post("/v1/batch", "{\"batch\":[" + both + large.substring(1) + "]}");
    assertThat(batch.statusCode()).isEqualTo(200);
    assertThat(batch.body()).contains("\"index\":1,\"code\":\"event_too_large\"");
  }

  private HttpResponse<String> postGzip(String path, String body) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(body.getBytes(StandardCharsets.UTF_8));
    }
    return node.send(
        node.request(path, "Authorization", HttpNode.basic(HttpNode.BROWSER))
            .POST(BodyPublishers.ofByteArray(packed.toByteArray())));
  }

  @Test
  void batch_beyondTheBoundOfSingles_isAccepted() {
    String batch = "{\"batch\":[{\"type\":\"track\"," + padded(20_000).substring(1) + "]}";

    assertAccepted(node.post("/v1/batch", batch));
  }

  @Test
  void batch_beyondItsBound_isTooLarge() {
    assertRefused(node.post("/v1/batch", padded(HttpNode.BATCH_BYTES_MAX)), 413, "too_large");
  }

  @Test
  void chunkedBody_withoutALength_isAccepted() {
    HttpResponse<String> response =
        node.send(
            node.request("/v1/track", "Authorization", HttpNode.basic(HttpNode.BROWSER))
                .POST(
                    BodyPublishers.ofInputStream(
                        () -> new ByteArrayInputStream(TRACK.getBytes(StandardCharsets.UTF_8)))));

    assertAccepted(response);
  }

  @Test
  void chunkedBody_inManyPieces_isPutTogether() throws IOException {
    try (RawClient client = new RawClient(node.port())) {
      client.send("POST /v1/track HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n");
      client.send(AUTHORIZATION + "\r\n");
      for (int i = 0; i < TRACK.length(); i++) {
        client.send("1\r\n" + TRACK.charAt(i) + "\r\n");
      }
      client.send("0\r\n\r\n");

      assertThat(client.readReply()).startsWith("HTTP/1.1 200").endsWith("{\"success\":true}");
    }
  }

  @Test
  void chunkedBody_beyondItsBound_isRefusedBeforeItsEndAndTheConnectionGoesOn() throws IOException {
    String chunk = "400\r\n" + "x".repeat(1_024) + "\r\n";
    try (RawClient client = new RawClient(node.port())) {
      client.send("POST /v1/track HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n");
      client.send(AUTHORIZATION + "\r\n" + chunk.repeat(5));

      assertThat(client.readReply()).startsWith("HTTP/1.1 413").contains("too_large");

      client.send(chunk.repeat(100) + "0\r\n\r\n");
      client.send(
          "POST /v1/track HTTP/1.1\r\nHost: x\r\nContent-Length: " + TRACK.length() + "\r\n");
      client.send(AUTHORIZATION + "\r\n" + TRACK);
      assertThat(client.readReply()).startsWith("HTTP/1.1 200");
    }
  }

  @Test
  void chunkedBody_withoutEnd_isCutOff() throws IOException {
    String chunk = "10000\r\n" + "x".repeat(65_536) + "\r\n";
    try (RawClient client = new RawClient(node.port())) {
      client.send("POST /v1/track HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n");
      client.send(AUTHORIZATION + "\r\n" + chunk);
      assertThat(client.readReply()).startsWith("HTTP/1.1 413");

      assertThat(client.isCutOffWhileSending(chunk, 100_000)).isTrue();
    }
  }

  @Test
  void announcedLength_beyondTheBound_isRefusedBeforeTheBodyIsSent() throws IOException {
    try (RawClient client = new RawClient(node.port())) {
      client.send("POST /v1/track HTTP/1.1\r\nHost: x\r\nContent-Length: 999999999999\r\n");
      client.send("Expect: 100-continue\r\n" + AUTHORIZATION + "\r\n");

      assertThat(client.readReply()).startsWith("HTTP/1.1 413");
    }
  }

  @Test
  void expectContinue_withinTheBound_isToldToGoOn() throws IOException {
    try (RawClient client = new RawClient(node.port())) {
      client.send(
          "POST /v1/track HTTP/1.1\r\nHost: x\r\nContent-Length: " + TRACK.length() + "\r\n");
      client.send("Expect: 100-continue\r\n" + AUTHORIZATION + "\r\n");
      assertThat(client.readHead()).startsWith("HTTP/1.1 100");

      client.send(TRACK);
      assertThat(client.readReply()).startsWith("HTTP/1.1 200");
    }
  }

  @Test
  void unknownKey_inTheHeaders_isRefusedBeforeTheBody() throws IOException {
    try (RawClient client = new RawClient(node.port())) {
      client.send("POST /v1/track HTTP/1.1\r\nHost: x\r\nContent-Length: 30\r\n");
      client.send("Authorization: Bearer nobody's\r\n\r\n");

      assertThat(client.readReply()).startsWith("HTTP/1.1 401");
    }
  }

  @Test
  void connection_brokenOffInTheBody_leavesTheNodeWell() throws IOException {
    try (RawClient client = new RawClient(node.port())) {
      client.send("POST /v1/track HTTP/1.1\r\nHost: x\r\nContent-Length: 30\r\n");
      client.send(AUTHORIZATION + "\r\n{\"ev");
    }

    assertAccepted(node.post("/v1/track", TRACK));
  }
}
