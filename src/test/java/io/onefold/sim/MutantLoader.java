package io.onefold.sim;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/** Compiles a mutant beside the product and loads the whole product anew with it. */
final class MutantLoader extends URLClassLoader {

  private static final Path SOURCES = Path.of("src", "main", "java", "io", "onefold");
  private static final String PRODUCT = "io.onefold.";

  private MutantLoader(URL[] urls) {
    super(urls, MutantLoader.class.getClassLoader());
  }

  static MutantLoader of(Mutant mutant, Path workDir) {
    Path classes = workDir.resolve("classes");
    compile(edited(mutant, workDir), classes);
    List<URL> urls = new ArrayList<>();
    urls.add(url(classes));
    Arrays.stream(System.getProperty("java.class.path").split(java.io.File.pathSeparator))
        .map(Path::of)
        .filter(Files::isDirectory)
        .map(MutantLoader::url)
        .forEach(urls::add);
    return new MutantLoader(urls.toArray(URL[]::new));
  }

  private static List<Path> edited(Mutant mutant, Path workDir) {
    Map<String, String> texts = new LinkedHashMap<>();
    for (Mutant.Edit edit : mutant.edits()) {
      String text = texts.computeIfAbsent(edit.file(), file -> read(SOURCES.resolve(file)));
      String once = text.replace(edit.original(), "");
      if (text.length() - once.length() != edit.original().length()) {
        throw new AssertionError(edit.file() + " does not hold exactly once: " + edit.original());
      }
      texts.put(edit.file(), text.replace(edit.original(), edit.replacement()));
    }
    return texts.entrySet().stream()
        .map(e -> write(workDir.resolve(e.getKey()), e.getValue()))
        .toList();
  }

  private static void compile(List<Path> files, Path classes) {
    try {
      Files.createDirectories(classes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
    List<String> arguments =
        Stream.concat(
                Stream.of(
                    "-proc:none",
                    "-nowarn",
                    "-d",
                    classes.toString(),
                    "-cp",
                    System.getProperty("java.class.path")),
                files.stream().map(Path::toString))
            .toList();
    if (javac.run(null, null, null, arguments.toArray(String[]::new)) != 0) {
      throw new AssertionError("the mutant does not compile");
    }
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (!name.startsWith(PRODUCT)) {
      return super.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      return loaded == null ? findClass(name) : loaded;
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path write(Path file, String text) {
    try {
      Files.createDirectories(file.getParent());
      return Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static URL url(Path path) {
    try {
      return path.toUri().toURL();
    } catch (MalformedURLException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
