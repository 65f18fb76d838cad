package io.onefold.http.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.onefold.decode.id.BlockedValues;
import io.onefold.decode.id.IdentifierNormaliser;
import io.onefold.decode.id.IdentifierRules;
import io.onefold.decode.id.UserHashes;
import io.onefold.event.IdentifierType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AccountRulesTest {

  private final IdentifierNormaliser normaliser =
      new IdentifierNormaliser("ZZ", BlockedValues.NONE);
  private final IdentifierRules open = IdentifierRules.of(normaliser);
  private final IdentifierRules signed =
      new IdentifierRules(
          normaliser, IdentifierRules.STANDARD_ORDER, Optional.of(new UserHashes(new byte[32])));
  private final AccountRules rules = new AccountRules(Map.of(65_535, open, 9, signed, 1, open));

  @Test
  void of_key_findsTheRulesOfItsAccount() {
    assertThat(rules.of(key(1, KeyKind.BROWSER))).isSameAs(open);
    assertThat(rules.of(key(65_535, KeyKind.SECRET))).isSameAs(open);
    assertThat(rules.of(9).normaliser()).isSameAs(normaliser);
    assertThatIllegalStateException().isThrownBy(() -> rules.of(2));
  }

  @Test
  void of_browserKey_demandsWhatOthersNeedNot() {
    assertThat(believes(rules.of(key(9, KeyKind.BROWSER)))).isFalse();
    assertThat(believes(rules.of(key(9, KeyKind.SERVER)))).isTrue();
    assertThat(believes(rules.of(key(9, KeyKind.SECRET)))).isTrue();
  }

  @Test
  void replace_rules_holdFromThenOn() {
    rules.replace(Map.of(1, signed));
    assertThat(rules.of(key(1, KeyKind.BROWSER))).isSameAs(signed);
  }

  private static boolean believes(IdentifierRules rules) {
    return rules.believes(IdentifierType.CUSTOMER_ID, "u1", List.of());
  }

  private static AccessKey key(int account, KeyKind kind) {
    return new AccessKey(account, "a", "EUR", kind, "k", new byte[AccessKey.SHA256_BYTES]);
  }
}
