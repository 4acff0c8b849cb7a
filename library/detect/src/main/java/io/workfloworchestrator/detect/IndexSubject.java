package io.workfloworchestrator.detect;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * What a {@link ScanIndex} was made for, as bytes to compare: project, declarations, bounds, and the files of this program,
 * since another build may read files in another way.
 *
 * <p>Each part is written by hand: a record's own {@code toString} needs classes that are spun at run time, which took a
 * fresh process 40 ms.
 */
final class IndexSubject {
    private IndexSubject() {}

    static byte[] of(Path root, Map<String, FactDeclaration> declarations, ScanLimits limits) {
        IndexOutput out = new IndexOutput();
        out.text(root.toString());
        identity(out, root);
        out.number(limits.depth());
        out.number(limits.entries());
        out.number(limits.fileBytes());
        out.number(limits.totalBytes());
        declarations.forEach((name, declaration) -> {
            out.text(name);
            out.text(declaration.getClass().getName());
            out.value(declared(declaration));
        });
        for (String entry : System.getProperty("java.class.path", "").split(File.pathSeparator, -1)) {
            out.text(entry);
            File file = new File(entry); // a third of what a look through a path costs a fresh process
            out.signed(file.length());
            out.signed(file.lastModified());
        }
        return out.toByteArray();
    }

    private static List<?> declared(FactDeclaration declaration) {
        if (declaration instanceof FactDeclaration.OneFile one) {
            return List.of(one.path(), names(one.parts()), one.words());
        } else if (declaration instanceof FactDeclaration.ManyFiles many) {
            return List.of(many.globs(), many.exclude(), names(many.parts()), many.words());
        } else if (declaration instanceof FactDeclaration.Directories directories) {
            return List.of(directories.globs(), directories.exclude());
        } else if (declaration instanceof FactDeclaration.Entries entries) {
            return List.of(entries.folder(), entries.exclude());
        } else if (declaration instanceof FactDeclaration.FrontMatter front) {
            return List.of(front.path());
        } else if (declaration instanceof FactDeclaration.Checkboxes boxes) {
            return List.of(boxes.path());
        } else if (declaration instanceof FactDeclaration.JsonField field) {
            return List.of(field.path(), field.pointer());
        }
        throw new IllegalStateException("unknown declaration " + declaration.getClass());
    }

    private static List<String> names(Set<FactDeclaration.Part> parts) {
        List<String> names = new ArrayList<>();
        parts.forEach(part -> names.add(part.name()));
        return names;
    }

    private static void identity(IndexOutput out, Path path) {
        try {
            Object key = Files.readAttributes(path, BasicFileAttributes.class).fileKey();
            out.signed(Objects.hashCode(key));
        } catch (IOException e) {
            out.write(0);
        }
    }
}
