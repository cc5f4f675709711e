// The program `wijkdraad`.
// SPDX-License-Identifier: EUPL-1.2
#include "cli/program.hpp"

int main(int count, char** words)
{
    return static_cast<int>(wd::cli::run_program({words + 1, words + count}));
}
