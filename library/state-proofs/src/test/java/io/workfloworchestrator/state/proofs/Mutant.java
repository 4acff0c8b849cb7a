package io.workfloworchestrator.state.proofs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;
import org.jspecify.annotations.Nullable;

/**
 * The library with one protective measure taken out: compiled classes are changed at their {@linkplain Seam seams}, and put
 * in front of the class path. A seam that is not there, or there more or less often than said, fails the test, so that a
 * mutant cannot outlive what it mutates. The compiler may move, reword and lay out the code as it likes.
 *
 * @param name what is missing
 */
record Mutant(String name, List<Seam.Change> changes) {
    static Mutant of(String name, Seam.Change... changes) {
        return new Mutant(name, List.of(changes));
    }

    /** Writes the classes into this folder; where they are. */
    Path classes(Path folder) throws IOException {
        Map<String, byte[]> changed = new LinkedHashMap<>();
        for (Seam.Change change : changes) {
            String type = change.seam().internalName(change.seam().type());
            byte[] before = changed.containsKey(type) ? changed.get(type) : read(change.seam(), type);
            Changing changing = new Changing(change);
            new ClassReader(Objects.requireNonNull(before)).accept(changing, 0);
            assertThat(changing.found)
                    .as("mutant '%s', places of %s", name, change.seam())
                    .isEqualTo(change.seam().places());
            changed.put(type, changing.writer.toByteArray());
        }
        Path classes = folder.resolve(name);
        for (Map.Entry<String, byte[]> one : changed.entrySet()) {
            Path file = classes.resolve(one.getKey() + ".class");
            Files.createDirectories(file.getParent());
            Files.write(file, one.getValue());
        }
        return classes;
    }

    private byte[] read(Seam seam, String type) throws IOException {
        try (InputStream in = seam.module().getResourceAsStream("/" + type + ".class")) {
            assertThat(in).as("mutant '%s', class of %s", name, seam).isNotNull();
            return Objects.requireNonNull(in).readAllBytes();
        }
    }

    /** Copies a class with a change. Control flow stays as it is, so the frames of the compiler stay right. */
    private static final class Changing extends ClassVisitor {
        private final Seam.Change change;
        private final Seam seam;
        private final ClassWriter writer;
        private String type = "";
        private int found;

        private Changing(Seam.Change change) {
            this(change, new ClassWriter(ClassWriter.COMPUTE_MAXS));
        }

        private Changing(Seam.Change change, ClassWriter writer) {
            super(Opcodes.ASM9, writer);
            this.change = change;
            this.seam = change.seam();
            this.writer = writer;
        }

        @Override
        public void visit(
                int version,
                int access,
                String name,
                @Nullable String signature,
                @Nullable String superName,
                String @Nullable [] interfaces) {
            type = name;
            super.visit(version, access, name, signature, superName, interfaces);
        }

        @Override
        public @Nullable MethodVisitor visitMethod(
                int access,
                String name,
                String descriptor,
                @Nullable String signature,
                String @Nullable [] exceptions) {
            if (!seam.isIn(name, descriptor)) {
                return super.visitMethod(access, name, descriptor, signature, exceptions);
            }
            if (seam.call() != null) {
                return new Calls(super.visitMethod(access, name, descriptor, signature, exceptions));
            }
            found++;
            MethodVisitor code = super.visitMethod(access, name, descriptor, signature, exceptions);
            Type result = Type.getReturnType(descriptor);
            code.visitCode();
            if (change instanceof Seam.Change.Gives gives) {
                gives.result().accept(code, result);
                end(code, result);
                return null;
            }
            swallow(code, access, name, descriptor);
            return super.visitMethod(Opcodes.ACC_PRIVATE | access, name + "Whole", descriptor, signature, exceptions);
        }

        private static void end(MethodVisitor code, Type result) {
            code.visitInsn(result.getOpcode(Opcodes.IRETURN));
            code.visitMaxs(0, 0);
            code.visitEnd();
        }

        /** Calls the method as it was, and catches. */
        private void swallow(MethodVisitor code, int access, String name, String descriptor) {
            Class<?> failure = ((Seam.Change.Swallows) change).failure();
            assertThat(Type.getReturnType(descriptor)).as("result of %s", seam).isEqualTo(Type.VOID_TYPE);
            Label start = new Label();
            Label end = new Label();
            Label handler = new Label();
            code.visitTryCatchBlock(start, end, handler, Type.getInternalName(failure));
            code.visitLabel(start);
            int at = Modifier.isStatic(access) ? 0 : 1;
            if (at == 1) {
                code.visitVarInsn(Opcodes.ALOAD, 0);
            }
            for (Type argument : Type.getArgumentTypes(descriptor)) {
                code.visitVarInsn(argument.getOpcode(Opcodes.ILOAD), at);
                at += argument.getSize();
            }
            code.visitMethodInsn(
                    at == 0 || Modifier.isStatic(access) ? Opcodes.INVOKESTATIC : Opcodes.INVOKEVIRTUAL,
                    type,
                    name + "Whole",
                    descriptor,
                    false);
            code.visitInsn(Opcodes.RETURN);
            code.visitLabel(end);
            code.visitLabel(handler);
            code.visitFrame(Opcodes.F_SAME1, 0, null, 1, new Object[] {Type.getInternalName(failure)});
            code.visitInsn(Opcodes.POP);
            end(code, Type.VOID_TYPE);
        }

        private final class Calls extends MethodVisitor {
            Calls(MethodVisitor code) {
                super(Opcodes.ASM9, code);
            }

            @Override
            public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean isInterface) {
                if (!seam.isCall(owner, name)) {
                    super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
                    return;
                }
                found++;
                Type result = Type.getReturnType(descriptor);
                if (change instanceof Seam.Change.Becomes becomes) {
                    super.visitMethodInsn(
                            Opcodes.INVOKESTATIC,
                            Type.getInternalName(Instead.class),
                            becomes.instead().getName(),
                            Type.getMethodDescriptor(becomes.instead()),
                            false);
                    if (result.getSort() == Type.OBJECT) {
                        super.visitTypeInsn(Opcodes.CHECKCAST, result.getInternalName());
                    }
                    return;
                }
                Type[] arguments = Type.getArgumentTypes(descriptor);
                for (int i = arguments.length - 1; i >= 0; i--) {
                    super.visitInsn(arguments[i].getSize() == 2 ? Opcodes.POP2 : Opcodes.POP);
                }
                if (opcode != Opcodes.INVOKESTATIC) {
                    super.visitInsn(Opcodes.POP);
                }
                ((Seam.Change.Gives) change).result().accept(mv, result);
            }
        }
    }

    /** Where the sources of the modules are. */
    static Path library() {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            Path library = folder.resolve("library");
            if (Files.isDirectory(library.resolve("state-jdbc"))) {
                return library;
            }
        }
        throw new IllegalStateException(
                "the sources are not above " + Path.of("").toAbsolutePath());
    }
}
