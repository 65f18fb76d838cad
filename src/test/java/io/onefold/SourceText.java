package io.onefold;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ImportTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Modifier;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * One source file, read by the compiler's own parser, so that a rule speaks of methods and types
 * and not of lines that look like them.
 *
 * @param path relative to the repository
 * @param types all types, nested ones after their owners
 * @param methods all methods and constructors with a body
 */
record SourceText(
    Path path,
    String text,
    String packageName,
    List<String> imports,
    List<Type> types,
    List<Method> methods) {

  /** A type, public only if its owners are; {@code javadoc} is null if there is none. */
  record Type(String name, boolean isPublic, boolean isNested, String javadoc) {}

  /** A method with its length in lines, annotations counted; {@code annotations} by simple name. */
  record Method(String name, long lines, List<String> annotations) {}

  /**
   * Reads files, named relative to a root: all at once, since starting the parser takes longest.
   */
  static List<SourceText> readAll(Path root, List<Path> files) {
    return parse(files.stream().map(file -> Source.read(root, file)).toList());
  }

  static SourceText parse(Path path, String text) {
    return parse(List.of(new Source(path, text))).getFirst();
  }

  private static List<SourceText> parse(List<Source> sources) {
    JavacTask task =
        (JavacTask)
            ToolProvider.getSystemJavaCompiler()
                .getTask(null, null, null, List.of("-proc:none"), null, sources);
    DocTrees trees = DocTrees.instance(task);
    List<SourceText> texts = new ArrayList<>();
    try {
      for (CompilationUnitTree unit : task.parse()) {
        texts.add(of(unit, trees));
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return List.copyOf(texts);
  }

  private static SourceText of(CompilationUnitTree unit, DocTrees trees) throws IOException {
    JavaFileObject source = unit.getSourceFile();
    Scanner scanner = new Scanner(unit, trees);
    scanner.scan(unit, null);
    return new SourceText(
        Path.of(source.toUri().getPath().substring(1)),
        source.getCharContent(true).toString(),
        unit.getPackageName() == null ? "" : unit.getPackageName().toString(),
        unit.getImports().stream().map(SourceText::imported).toList(),
        List.copyOf(scanner.types),
        List.copyOf(scanner.methods));
  }

  /** A text in memory, in the compiler's terms. */
  private static final class Source extends SimpleJavaFileObject {

    private final String text;

    Source(Path path, String text) {
      super(URI.create("string:///" + path), JavaFileObject.Kind.SOURCE);
      this.text = text;
    }

    static Source read(Path root, Path file) {
      try {
        return new Source(root.relativize(file), Files.readString(file));
      } catch (IOException unreadable) {
        throw new UncheckedIOException(unreadable);
      }
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }

  long lines() {
    return text.lines().count();
  }

  String fileName() {
    return path.getFileName().toString();
  }

  boolean isIn(String sourceRoot) {
    return path.startsWith(Path.of(sourceRoot));
  }

  private static String imported(ImportTree line) {
    return line.getQualifiedIdentifier().toString();
  }

  /** Collects what rules ask about. */
  private static final class Scanner extends TreePathScanner<Void, Void> {

    private final CompilationUnitTree unit;
    private final DocTrees trees;
    private final List<Type> types = new ArrayList<>();
    private final List<Method> methods = new ArrayList<>();

    Scanner(CompilationUnitTree unit, DocTrees trees) {
      this.unit = unit;
      this.trees = trees;
    }

    @Override
    public Void visitClass(ClassTree type, Void unused) {
      boolean isNested = getCurrentPath().getParentPath().getLeaf() instanceof ClassTree;
      boolean isNamed = !type.getSimpleName().isEmpty();
      if (isNamed) {
        types.add(
            new Type(
                type.getSimpleName().toString(),
                isPublic(getCurrentPath()),
                isNested,
                trees.getDocComment(getCurrentPath())));
      }
      return super.visitClass(type, unused);
    }

    /** Public as far as its owners are; members of an interface are so without saying it. */
    private static boolean isPublic(TreePath path) {
      if (!(path.getLeaf() instanceof ClassTree type)) {
        return path.getLeaf() instanceof CompilationUnitTree;
      }
      TreePath owner = path.getParentPath();
      boolean isMarked = type.getModifiers().getFlags().contains(Modifier.PUBLIC);
      return (isMarked || owner.getLeaf().getKind() == Tree.Kind.INTERFACE) && isPublic(owner);
    }

    @Override
    public Void visitMethod(MethodTree method, Void unused) {
      if (method.getBody() != null) {
        SourcePositions positions = trees.getSourcePositions();
        LineMap lines = unit.getLineMap();
        long first = positions.getStartPosition(unit, method);
        long last = positions.getEndPosition(unit, method);
        if (first >= 0 && last >= 0) {
          long length = lines.getLineNumber(last) - lines.getLineNumber(first) + 1;
          methods.add(new Method(method.getName().toString(), length, annotations(method)));
        }
      }
      return super.visitMethod(method, unused);
    }

    private static List<String> annotations(MethodTree method) {
      return method.getModifiers().getAnnotations().stream()
          .map(annotation -> annotation.getAnnotationType().toString())
          .toList();
    }
  }
}
