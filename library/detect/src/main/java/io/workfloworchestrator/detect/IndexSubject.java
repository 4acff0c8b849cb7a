package io.workfloworchestrator.detect;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.Objects;

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
            declared(out, declaration);
        });
        for (String entry : System.getProperty("java.class.path", "").split(File.pathSeparator, -1)) {
            out.text(entry);
            File file = new File(entry); // a third of what a look through a path costs a fresh process
            out.signed(file.length());
            out.signed(file.lastModified());
        }
        return out.toByteArray();
    }

    private static void declared(IndexOutput out, FactDeclaration declaration) {
        if (declaration instanceof FactDeclaration.OneFile one) {
            out.text(one.path());
            IndexedContent.parts(out, one.parts());
            out.list(one.words(), IndexOutput::text);
        } else if (declaration instanceof FactDeclaration.ManyFiles many) {
            out.list(many.globs(), IndexOutput::text);
            out.list(many.exclude(), IndexOutput::text);
            IndexedContent.parts(out, many.parts());
            out.list(many.words(), IndexOutput::text);
        } else if (declaration instanceof FactDeclaration.Directories directories) {
            out.list(directories.globs(), IndexOutput::text);
            out.list(directories.exclude(), IndexOutput::text);
        } else if (declaration instanceof FactDeclaration.Entries entries) {
            out.text(entries.folder());
            out.list(entries.exclude(), IndexOutput::text);
        } else if (declaration instanceof FactDeclaration.FrontMatter front) {
            out.text(front.path());
        } else if (declaration instanceof FactDeclaration.Checkboxes boxes) {
            out.text(boxes.path());
        } else if (declaration instanceof FactDeclaration.JsonField field) {
            out.text(field.path());
            out.text(field.pointer());
        } else {
            throw new IllegalStateException("unknown declaration " + declaration.getClass());
        }
    }

    /** Writes the identity of a folder. */
    private static void identity(IndexOutput out, Path path) {
        try {
            Object key = Files.readAttributes(path, BasicFileAttributes.class).fileKey();
            out.signed(Objects.hashCode(key));
        } catch (IOException e) {
            out.write(0);
        }
    }
}
