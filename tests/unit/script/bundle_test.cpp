// The files of a workflow and the hash that a run pins.
// SPDX-License-Identifier: EUPL-1.2
#include "bundles.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace wd::script::test {

const Bundle example{{{"forms.lua", "f"}, {"lib/a.lua", "a"}, {"test.lua", "t"}, {"workflow.lua", "w"}}};

TEST(BundleHash, DoesNotDependOnTheOrderOfTheFiles)
{
    Bundle turned = example;
    std::reverse(turned.files.begin(), turned.files.end());

    EXPECT_EQ(hash_of(turned), hash_of(example));
}

TEST(BundleHash, ChangesWithTheWorkflowItsFormsAndItsLibrary)
{
    for (const std::size_t changed : {0u, 1u, 3u}) {
        Bundle other = example;
        other.files[changed].bytes += " ";
        EXPECT_NE(hash_of(other), hash_of(example)) << other.files[changed].path;
    }
}

TEST(BundleHash, DoesNotChangeWithTheTests)
{
    Bundle other = example;
    other.files[2].bytes = "something else";
    EXPECT_EQ(hash_of(other), hash_of(example));

    other.files.erase(other.files.begin() + 2);
    EXPECT_EQ(hash_of(other), hash_of(example));
}

TEST(BundleHash, KeepsPathsAndBytesApart)
{
    const Bundle one{{{"lib/a.lua", "bc"}}};
    const Bundle other{{{"lib/ab.lua", "c"}}};
    const Bundle third{{{"lib/a.lua", "b"}, {"lib/c.lua", ""}}};

    EXPECT_NE(hash_of(one), hash_of(other));
    EXPECT_NE(hash_of(one), hash_of(third));
}

TEST(BundleHash, StandsInTheWorkflow)
{
    const Bundle bundle = bundle_of_folder("sample");
    EXPECT_EQ((*load_workflow(bundle))->workflow().hash, hash_of(bundle));
}

TEST(BundleFiles, AreFoundByPath)
{
    ASSERT_NE(find_file(example, "lib/a.lua"), nullptr);
    EXPECT_EQ(find_file(example, "lib/a.lua")->bytes, "a");
    EXPECT_EQ(find_file(example, "a.lua"), nullptr);
}

TEST(BundleSize, IsBounded)
{
    const Bundle large = bundle_of("--" + std::string(3u << 20, 'x'));

    EXPECT_EQ(complaints_about(large),
              std::vector<std::string>{"workflow.lua: de bestanden zijn samen 3072 kilobyte; hoogstens 2048"});
}

}  // namespace wd::script::test
