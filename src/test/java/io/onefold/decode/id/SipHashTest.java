package io.onefold.decode.id;

import static org.assertj.core.api.Assertions.assertThat;

import io.onefold.event.Hash128;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The authors' test vectors: the key is 00 01 … 0f, a message of n bytes is 00 01 … n-1, for n from
 * 0 to 63. Some are compared by themselves, all of them by the SHA-256 of their sequence.
 */
class SipHashTest {

  private static final int VECTORS = 64;
  private static final SipKey KEY = SipKey.of(sequence(16));

  @ParameterizedTest
  @CsvSource({
    "0, 310e0edd47db6f72",
    "1, fd67dc93c539f874",
    "7, 37d1018bf50002ab",
    "8, 6224939a79f5f593",
    "15, e545be4961ca29a1",
    "63, 724506eb4c328a95"
  })
  void bits64_referenceMessage_isReferenceHash(int length, String expected) {
    assertThat(HexFormat.of().formatHex(narrow(length))).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "0, a3817f04ba25a8e66df67214c7550293",
    "1, da87c1d86b99af44347659119b22fc45",
    "7, a1f1ebbed8dbc153c0b84aa61ff08239",
    "8, 3b62a9ba6258f5610f83e264f31497b4",
    "15, 5493e99933b0a8117e08ec0f97cfc3d9",
    "63, 5150d1772f50834a503e069a973fbd7c"
  })
  void bits128_referenceMessage_isReferenceHash(int length, String expected) {
    assertThat(HexFormat.of().formatHex(wide(length))).isEqualTo(expected);
  }

  @Test
  void bits64_allReferenceMessages_areReferenceHashes() throws Exception {
    MessageDigest all = MessageDigest.getInstance("SHA-256");
    for (int length = 0; length < VECTORS; length++) {
      all.update(narrow(length));
    }
    assertThat(HexFormat.of().formatHex(all.digest()))
        .isEqualTo("0226a91002af9775a791b3ec5a48e643f8848d2d5774dea9be3438d5786bb58e");
  }

  @Test
  void bits128_allReferenceMessages_areReferenceHashes() throws Exception {
    MessageDigest all = MessageDigest.getInstance("SHA-256");
    for (int length = 0; length < VECTORS; length++) {
      all.update(wide(length));
    }
    assertThat(HexFormat.of().formatHex(all.digest()))
        .isEqualTo("ecfaa9fe47ff788fa834a9863ea2715a2880cd37d2b8c3c194402838428119b9");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "ann",
        "twelve chars",
        "sixteen chars ab",
        "seven c\u00e9 and on",
        "Zo\u00eb",
        "\u20ac 5",
        "\ud83d\ude00 smile",
        "lone \ud83d",
        "\ude00"
      })
  void utf8_anyText_hashesAsItsBytes(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    for (int before = 0; before < 9; before++) {
      byte[] prefix = sequence(before);
      assertThat(SipHash.wide(KEY).octets(prefix).utf8(text).bits128())
          .isEqualTo(SipHash.wide(KEY).octets(prefix).octets(bytes).bits128());
    }
  }

  private static byte[] narrow(int length) {
    long hash = SipHash.narrow(KEY).octets(sequence(length)).bits64();
    return ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(hash).array();
  }

  private static byte[] wide(int length) {
    Hash128 hash = SipHash.wide(KEY).octets(sequence(length)).bits128();
    ByteBuffer bytes = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
    return bytes.putLong(hash.hi()).putLong(hash.lo()).array();
  }

  private static byte[] sequence(int length) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) i;
    }
    return bytes;
  }
}
