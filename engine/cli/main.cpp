// The program `wijkdraad`.
// SPDX-License-Identifier: EUPL-1.2
#include "cli/program.hpp"

#include <sys/stat.h>

int main(int count, char** words)
{
    // What this program writes is about people: for its owner only, whatever the shell says.
    ::umask(0077);
    return static_cast<int>(wd::cli::run_program({words + 1, words + count}));
}
