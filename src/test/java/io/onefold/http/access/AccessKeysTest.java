package io.onefold.http.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onefold.event.Origin;
import java.util.List;
import org.junit.jupiter.api.Test;

class AccessKeysTest {

  private static AccessKey key(KeyKind kind, String key) {
    return new AccessKey(3, "acme", "EUR", kind, "key " + key, AccessKeys.sha256(key));
  }

  @Test
  void find_presentedKey_isTheOneWithItsDigest() {
    AccessKey browser = key(KeyKind.BROWSER, "one");
    AccessKey secret = key(KeyKind.SECRET, "two");
    AccessKeys keys = new AccessKeys(List.of(browser, secret));

    assertThat(keys.find("one")).containsSame(browser);
    assertThat(keys.find("two")).containsSame(secret);
    assertThat(keys.find("One")).isEmpty();
    assertThat(keys.find("")).isEmpty();
  }

  @Test
  void keys_twoThatAreTheSame_areRefusedByName() {
    List<AccessKey> twice = List.of(key(KeyKind.BROWSER, "one"), key(KeyKind.SECRET, "one"));

    assertThatThrownBy(() -> new AccessKeys(twice))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("key one");
  }

  @Test
  void key_ofAnyKind_sendsForItsAccountAndOnlySecretOnesRead() {
    assertThat(key(KeyKind.SERVER, "x").origin()).isEqualTo(new Origin(3, "tracking"));
    assertThat(key(KeyKind.BROWSER, "x").reads()).isFalse();
    assertThat(key(KeyKind.SERVER, "x").reads()).isFalse();
    assertThat(key(KeyKind.SECRET, "x").reads()).isTrue();
  }

  @Test
  void key_digestOfTheWrongLength_isRefused() {
    assertThatThrownBy(() -> new AccessKey(1, "a", "EUR", KeyKind.SERVER, "k", new byte[20]))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
