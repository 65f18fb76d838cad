package io.onefold.search;

import io.onefold.event.ProfileId;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the index does, in strings and lists, for texts without rare characters. */
final class ListModel {

  private static final Pattern WORD = Pattern.compile("(?<![\\p{L}\\p{N}])[\\p{L}\\p{N}]");

  private record Text(String name, String email) {}

  private record Owner(int accountId, ProfileId profile) {}

  private final Map<Owner, List<Text>> texts = new LinkedHashMap<>();

  void set(ProfileId profile, int accountId, String name, List<String> emails) {
    List<String> stated = emails.stream().filter(email -> !email.isEmpty()).toList();
    List<Text> called =
        (stated.isEmpty() ? List.of("") : stated)
            .stream()
                .map(email -> new Text(foldName(name), fold(email)))
                .filter(text -> !text.name().isEmpty() || !text.email().isEmpty())
                .toList();
    remove(profile, accountId);
    if (!called.isEmpty()) {
      texts.put(new Owner(accountId, profile), called);
    }
  }

  void remove(ProfileId profile, int accountId) {
    texts.remove(new Owner(accountId, profile));
  }

  int size() {
    return texts.size();
  }

  Set<ProfileId> find(int accountId, String typed) {
    return texts.entrySet().stream()
        .filter(entry -> entry.getKey().accountId() == accountId)
        .filter(entry -> entry.getValue().stream().anyMatch(text -> matches(typed, text)))
        .map(entry -> entry.getKey().profile())
        .collect(Collectors.toSet());
  }

  static boolean matches(String typed, String name, String email) {
    return matches(typed, new Text(foldName(name), fold(email)));
  }

  private static boolean matches(String typed, Text text) {
    List<String> ends =
        Stream.concat(ends(text.name, text.name.length()), ends(text.email, domainEnd(text.email)))
            .toList();
    List<String> words =
        Stream.of(typed.split(" ")).filter(word -> !foldName(word).isEmpty()).toList();
    return !words.isEmpty()
        && words.stream()
            .allMatch(
                word ->
                    forms(word)
                        .anyMatch(form -> ends.stream().anyMatch(end -> end.startsWith(form))));
  }

  private static Stream<String> forms(String word) {
    String address = fold(word).replaceFirst("^[^\\p{L}\\p{N}]+", "");
    return word.indexOf('@') > 0 ? Stream.of(address) : Stream.of(address, foldName(word));
  }

  private static Stream<String> ends(String text, int wordsEnd) {
    Matcher word = WORD.matcher(text);
    List<String> ends = new ArrayList<>();
    while (word.find() && word.start() < wordsEnd) {
      ends.add(text.substring(word.start()));
    }
    return ends.stream();
  }

  private static int domainEnd(String email) {
    int dot = email.lastIndexOf('.');
    return email.indexOf('@') >= 0 && dot > email.indexOf('@') ? dot : email.length();
  }

  private static String foldName(String name) {
    return fold(name).replace("'", "").replaceAll("[^\\p{L}\\p{N}]+", " ").strip();
  }

  private static String fold(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFD)
        .replaceAll("\\p{Mn}", "")
        .toLowerCase(Locale.ROOT)
        .replace("ß", "ss")
        .replace("ø", "o")
        .replace("ł", "l");
  }
}
