package io.onefold.decode.id;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onefold.event.Hash128;
import io.onefold.event.Identifier;
import io.onefold.event.IdentifierType;
import io.onefold.event.Origin;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import org.junit.jupiter.api.Test;

class IdentifierHasherTest {

  private final IdentifierHasher hasher = new IdentifierHasher(secret(1));

  @Test
  void hash_sameValue_isTheSame() {
    assertThat(hasher.hash(7, IdentifierType.CUSTOMER_ID, "u1"))
        .isEqualTo(new IdentifierHasher(secret(1)).hash(7, IdentifierType.CUSTOMER_ID, "u1"));
  }

  @Test
  void hash_otherAccountTypeValueOrSecret_differs() {
    Set<Hash128> hashes = new HashSet<>();
    hashes.add(hasher.hash(7, IdentifierType.CUSTOMER_ID, "u1"));
    hashes.add(hasher.hash(8, IdentifierType.CUSTOMER_ID, "u1"));
    hashes.add(hasher.hash(7 << 8, IdentifierType.CUSTOMER_ID, "u1"));
    hashes.add(hasher.hash(7, IdentifierType.ANONYMOUS_ID, "u1"));
    hashes.add(hasher.hash(7, IdentifierType.CUSTOMER_ID, "u2"));
    hashes.add(new IdentifierHasher(secret(2)).hash(7, IdentifierType.CUSTOMER_ID, "u1"));
    assertThat(hashes).hasSize(6);
  }

  @Test
  void hash_email_isFoundByItsSha256() throws Exception {
    byte[] email = "ann@example.com".getBytes(StandardCharsets.UTF_8);
    String hex = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(email));
    assertThat(hasher.hashOfEmailSha256(7, hex))
        .isEqualTo(hasher.hash(7, IdentifierType.EMAIL, "ann@example.com"));
  }

  @Test
  void identifier_value_carriesItsHash() {
    Identifier identifier = hasher.identifier(7, IdentifierType.PHONE, "+31612345678");
    assertThat(identifier.value()).isEqualTo("+31612345678");
    assertThat(identifier.hash()).isEqualTo(hasher.hash(7, IdentifierType.PHONE, "+31612345678"));
  }

  @Test
  void fingerprint_otherAccountOrSourceOrText_differs() {
    Set<Long> fingerprints = new HashSet<>();
    fingerprints.add(hasher.fingerprint(new Origin(7, "ab"), "c"));
    fingerprints.add(hasher.fingerprint(new Origin(7, "a"), "bc"));
    fingerprints.add(hasher.fingerprint(new Origin(8, "ab"), "c"));
    fingerprints.add(hasher.fingerprint(new Origin(7, "ab"), "d"));
    assertThat(fingerprints).hasSize(4);
  }

  @Test
  void new_secretOfOtherLength_isRefused() {
    assertThatThrownBy(() -> new IdentifierHasher(new byte[16]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("32 bytes");
  }

  private static byte[] secret(int first) {
    byte[] secret = new byte[IdentifierHasher.SECRET_BYTES];
    secret[0] = (byte) first;
    return secret;
  }
}
