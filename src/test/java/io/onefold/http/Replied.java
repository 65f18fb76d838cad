package io.onefold.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;

/**
 * What client libraries look at in a reply.
 *
 * <p><b>Threading.</b> Stateless.
 */
final class Replied {

  private Replied() {}

  static void assertAccepted(HttpResponse<String> response) {
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("content-type")).contains("application/json");
    assertThat(response.body()).isEqualTo("{\"success\":true}");
  }

  static void assertRefused(HttpResponse<String> response, int status, String code) {
    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(response.headers().firstValue("content-type")).contains("application/json");
    assertThat(response.body())
        .startsWith("{\"success\":false,\"code\":\"" + code + "\",\"message\":\"")
        .contains("\"error\":\"");
  }
}
