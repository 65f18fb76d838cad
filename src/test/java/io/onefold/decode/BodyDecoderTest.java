package io.onefold.decode;

import static org.assertj.core.api.Assertions.assertThat;

import io.onefold.event.Limits;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BodyDecoderTest {

  private static final int BYTES_MAX = 1_000;
  private static final byte[] JSON = bytes("{\"batch\":[\"Zo\u00eb>>>???\"]}");

  private final BodyDecoder bodies =
      new BodyDecoder(new DecodeLimits(BYTES_MAX, 10, Limits.EVENT_BYTES_MAX, 16, 1));

  @Test
  void decode_plain_isTakenAsItIs() {
    assertThat(unpacked(JSON)).isEqualTo(JSON);
    assertThat(unpacked(new byte[0])).isEmpty();
  }

  @Test
  void decode_gzip_isInflatedWhateverTheHeadersSay() throws IOException {
    assertThat(unpacked(gzip(JSON))).isEqualTo(JSON);
  }

  @Test
  void decode_gzipOfTwoMembers_isInflatedWhole() throws IOException {
    byte[] first = gzip(Arrays.copyOf(JSON, 5));
    byte[] second = gzip(Arrays.copyOfRange(JSON, 5, JSON.length));
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);

    assertThat(unpacked(both)).isEqualTo(JSON);
  }

  @Test
  void decode_truncatedGzip_isMalformedAtEveryLength() throws IOException {
    byte[] whole = gzip(JSON);
    for (int length = 2; length < whole.length; length++) {
      assertThat(bodies.decode(Arrays.copyOf(whole, length)))
          .isInstanceOfSatisfying(
              Malformed.class, fault -> assertThat(fault.code()).isEqualTo("malformed_gzip"));
    }
  }

  @Test
  void decode_gzipWithWrongChecksum_isMalformed() throws IOException {
    byte[] whole = gzip(JSON);
    whole[whole.length - 6] ^= 1;
    assertThat(bodies.decode(whole)).isInstanceOf(Malformed.class);
  }

  @Test
  void decode_gzipBomb_isTooLarge() throws IOException {
    Body body = bodies.decode(gzip(new byte[50_000_000]));
    assertThat(body)
        .isInstanceOfSatisfying(
            Malformed.class,
            fault -> {
              assertThat(fault.code()).isEqualTo("too_large");
              assertThat(fault.isTooLarge()).isTrue();
            });
  }

  @Test
  void decode_size_isBoundWhenUnpacked() throws IOException {
    assertThat(unpacked(gzip(new byte[BYTES_MAX]))).hasSize(BYTES_MAX);
    assertThat(bodies.decode(gzip(new byte[BYTES_MAX + 1]))).isInstanceOf(Malformed.class);
    assertThat(unpacked(new byte[BYTES_MAX])).hasSize(BYTES_MAX);
    assertThat(bodies.decode(new byte[BYTES_MAX + 1])).isInstanceOf(Malformed.class);
  }

  @Test
  void decode_formWithBase64_isUnpacked() {
    String base64 = Base64.getEncoder().encodeToString(JSON);
    assertThat(base64).contains("+");

    assertThat(unpacked(bytes("data=" + escaped(base64)))).isEqualTo(JSON);
    assertThat(unpacked(bytes("data=" + escaped(base64) + "&compression=base64"))).isEqualTo(JSON);
    assertThat(unpacked(bytes("data=" + base64))).isEqualTo(JSON);
    assertThat(
            unpacked(bytes("data=" + Base64.getUrlEncoder().withoutPadding().encodeToString(JSON))))
        .isEqualTo(JSON);
  }

  @Test
  void decode_formWithJson_isUnpacked() {
    String json = new String(JSON, StandardCharsets.UTF_8);
    assertThat(unpacked(bytes("data=" + escaped(json)))).isEqualTo(JSON);
  }

  @Test
  void decode_formWithPackedBase64_isUnpackedTwice() throws IOException {
    String base64 = Base64.getEncoder().encodeToString(gzip(JSON));
    assertThat(unpacked(bytes("data=" + escaped(base64)))).isEqualTo(JSON);
  }

  @ParameterizedTest
  @ValueSource(strings = {"data=!", "data=%%%", "data=abc%zz", "data=a"})
  void decode_formWithNeither_isMalformed(String form) {
    assertThat(bodies.decode(bytes(form)))
        .isInstanceOfSatisfying(
            Malformed.class, fault -> assertThat(fault.field()).isEqualTo("data"));
  }

  @Test
  void decode_byteOrderMark_isLeftOut() throws IOException {
    byte[] marked = bytes("\ufeff{}");
    assertThat(unpacked(marked)).isEqualTo(bytes("{}"));
    assertThat(unpacked(gzip(marked))).isEqualTo(bytes("{}"));
  }

  private byte[] unpacked(byte[] sent) {
    byte[] before = sent.clone();
    Body body = bodies.decode(sent);
    assertThat(sent).isEqualTo(before);
    assertThat(body).isInstanceOf(Body.Json.class);
    return ((Body.Json) body).bytes();
  }

  private static String escaped(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(bytes);
    }
    return packed.toByteArray();
  }
}
