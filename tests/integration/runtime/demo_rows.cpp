// Makes a small demo and prints its event rows, so that a test can compare two processes: demo_rows DIRECTORY SEED BATCH.
// SPDX-License-Identifier: EUPL-1.2
#include "demo_inputs.hpp"

#include <iostream>

int main(int count, char** words)
{
    if (count != 4)
        return 2;
    const wd::runtime::DemoOptions options = wd::runtime::options(words[1], std::stoull(words[2]), std::stoi(words[3]));
    const wd::Result<wd::runtime::DemoReport> report = wd::runtime::run_demo(options, {});
    if (!report) {
        std::cerr << wd::to_text(report.error()) << "\n";
        return 1;
    }
    for (const std::string& row : wd::runtime::rows_in(options.directory))
        std::cout << row << "\n";
}
